package dev.phoneproof.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.phoneproof.simulator.twofactor.Limits;
import dev.phoneproof.simulator.twofactor.PinType;
import dev.phoneproof.simulator.twofactor.ReadyMade;
import dev.phoneproof.simulator.twofactor.StatusLookup.Timestamps;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {

  @Test
  void hasDefaults() {
    SimulatorOptions options = parse();

    assertThat(options.port()).isEqualTo(8089);
    assertThat(options.address().getHostString()).isEqualTo("127.0.0.1");
    assertThat(options.apiKey()).isNull();
    assertThat(options.validation()).isTrue();
    assertThat(options.limits()).isEqualTo(Limits.INFOBIP_DEFAULTS);
    assertThat(options.readyMade()).isEqualTo(ReadyMade.DEFAULTS);
  }

  @Test
  void readsEveryOption() {
    SimulatorOptions options =
        parse(
            "--port=0",
            "--address=0.0.0.0",
            "--api-key=k",
            "--app-id=A",
            "--message-id=M",
            "--message-text=x {{pin}} = y",
            "--sender-id=S",
            "--pin-type=hex",
            "--pin-length=8",
            "--pin-attempts=3",
            "--allow-multiple-pin-verifications=false",
            "--pin-time-to-live=5m",
            "--verify-pin-limit=5/1s",
            "--send-pin-per-application-limit=100/1m",
            "--send-pin-per-phone-number-limit=10/1h",
            "--validation=off",
            "--status-timestamps=seconds",
            "--inbox-size=5",
            "--retained=6");

    assertThat(options.port()).isZero();
    assertThat(options.address().getAddress().isAnyLocalAddress()).isTrue();
    assertThat(options.apiKey()).isEqualTo("k");
    assertThat(options.readyMade())
        .isEqualTo(new ReadyMade("A", "M", "x {{pin}} = y", "S", PinType.HEX, 8));
    assertThat(options.limits())
        .isEqualTo(
            Limits.INFOBIP_DEFAULTS
                .withPinAttempts(3)
                .withAllowMultiplePinVerifications(false)
                .withPinTimeToLive("5m")
                .withVerifyPinLimit("5/1s")
                .withSendPinPerApplicationLimit("100/1m")
                .withSendPinPerPhoneNumberLimit("10/1h"));
    assertThat(options.validation()).isFalse();
    assertThat(options.timestamps()).isEqualTo(Timestamps.SECONDS);
    assertThat(options.retention()).isEqualTo(new SimulatorOptions.Retention(5, 6));
  }

  @Test
  void readsTheEnvironmentAndPrefersArguments() {
    Map<String, String> environment =
        Map.of(
            "SIMULATOR_PORT", "1234",
            "SIMULATOR_ADDRESS", "0.0.0.0",
            "SIMULATOR_APP_ID", "A",
            "SIMULATOR_VALIDATION", "off",
            "SIMULATOR_API_KEY", "");

    SimulatorOptions options = CommandLine.parse(new String[] {"--port=4321"}, environment);

    assertThat(options.port()).isEqualTo(4321);
    assertThat(options.address().getHostString()).isEqualTo("0.0.0.0");
    assertThat(options.readyMade().applicationId()).isEqualTo("A");
    assertThat(options.validation()).isFalse();
    assertThat(options.apiKey()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--prot=1",
        "port=1",
        "--port",
        "--port=http",
        "--port=65536",
        "--port=-1",
        "--address=localhost",
        "--address=",
        "--validation=perhaps",
        "--pin-type=emoji",
        "--pin-length=0",
        "--message-text=without",
        "--verify-pin-limit=often",
        "--verify-pin-limit=1/2d",
        "--pin-time-to-live=2y",
        "--retained=0",
        "--api-key="
      })
  void namesTheOptionThatIsWrong(String argument) {
    String name = argument.replaceAll("=.*", "");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> parse(argument))
        .withMessageContaining(name)
        .withMessageNotContaining("\n");
  }

  @Test
  void namesTheVariableThatIsWrong() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> CommandLine.parse(new String[0], Map.of("SIMULATOR_PIN_ATTEMPTS", "many")))
        .withMessageStartingWith("SIMULATOR_PIN_ATTEMPTS ");
  }

  @Test
  void listsItsOptions() {
    assertThat(CommandLine.wantsHelp(new String[] {"--help"})).isTrue();
    assertThat(CommandLine.help()).contains("--send-pin-per-phone-number-limit=…", "(3/1d)");
  }

  private static SimulatorOptions parse(String... arguments) {
    return CommandLine.parse(arguments, Map.of());
  }
}
