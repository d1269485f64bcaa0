package dev.phoneproof.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phoneproof.simulator.contract.Body;
import dev.phoneproof.simulator.contract.CallKind;
import dev.phoneproof.simulator.contract.Headers;
import dev.phoneproof.simulator.contract.Problem;
import dev.phoneproof.simulator.contract.Route;
import dev.phoneproof.simulator.contract.Violation;
import dev.phoneproof.simulator.fault.Effect;
import dev.phoneproof.simulator.fault.Fault;
import dev.phoneproof.simulator.http.SimulatorServer;
import dev.phoneproof.simulator.inbox.Message;
import dev.phoneproof.simulator.twofactor.Pins;
import dev.phoneproof.simulator.twofactor.ReadyMade;
import dev.phoneproof.simulator.twofactor.Wire;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds a number, a PIN, a pinId or a key does not print it. */
class RedactionTest {
  private static final String NUMBER = "385911234567";
  private static final String PIN = "482913";
  private static final String ID = "9C817C6F8AF3D48F";
  private static final String KEY = "secret-key";

  @ParameterizedTest
  @MethodSource("holders")
  void printsNothingThatIsConfidential(Object holder) {
    assertThat(holder.toString()).doesNotContain(NUMBER, PIN, ID, KEY, "Ana");
  }

  static Stream<Object> holders() {
    Message.Draft draft =
        new Message.Draft(
            Instant.EPOCH,
            NUMBER,
            "Acme",
            Message.Channel.SMS,
            Message.Kind.SEND,
            ID,
            PIN,
            PIN + " is your code, Ana",
            "en");
    return Stream.of(
        draft,
        new Message(
            1,
            draft.at(),
            NUMBER,
            "Acme",
            draft.channel(),
            draft.kind(),
            ID,
            PIN,
            draft.text(),
            "en"),
        new Wire.StartRequest("a", "m", NUMBER, "Acme", Map.of("name", "Ana"), true),
        new Wire.ResendRequest(Map.of("name", "Ana"), true),
        new Wire.StartResponse(ID, NUMBER, "x", "y", "z", "w"),
        new Wire.VerifyRequest(PIN),
        new Wire.VerifyResponse(ID, NUMBER, true, 1, null),
        new Wire.Verification(NUMBER, true, 1L, 1L),
        new Wire.Verifications(List.of(new Wire.Verification(NUMBER, true, 1L, 1L))),
        new Pins.Guesses(ID, 1, 1),
        new Headers("App " + KEY, "application/json", "*/*"),
        Body.parse(("{\"pin\":\"" + PIN + "\"}").getBytes(StandardCharsets.UTF_8)),
        Route.find("POST", "/2fa/2/pin/" + ID + "/verify"),
        new Problem("body/" + NUMBER, "no " + PIN + " and no +385 91 123-4567"),
        new Violation(Instant.EPOCH, "GET /x/" + NUMBER, List.of(new Problem("query/" + PIN, "x"))),
        Fault.on(CallKind.SEND, Effect.empty()).forNumber(NUMBER),
        SimulatorOptions.defaults().withApiKey(KEY),
        new SimulatorServer.Setup(
            SimulatorOptions.forTests().address(), KEY, true, ReadyMade.DEFAULTS));
  }
}
