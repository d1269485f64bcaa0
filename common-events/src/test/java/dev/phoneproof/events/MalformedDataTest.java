package dev.phoneproof.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.phoneproof.events.MalformedEventException.Fault;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MalformedDataTest {

  private final EventCodec codec = new EventCodec();
  private final Example example = Example.of(EventType.OTP_REQUESTED, "minimal");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "[]",
        "1",
        "\"+385912345678\"",
        "{",
        "{}{}",
        "{} x",
        "{'a':1}",
        "\u0000"
      })
  void refusesWhatIsNoJsonObject(String data) {
    assertNotJson(data.getBytes(UTF_8));
  }

  @Test
  void refusesATombstone() {
    assertNotJson(null);
  }

  @Test
  void refusesBytesThatAreNotUtf8() {
    assertNotJson(new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'});
  }

  @Test
  void refusesAMemberThatIsThereTwice() {
    assertNotJson(with("\"purpose\":\"login\""));
    assertNotJson(with("\"future\":{\"a\":1,\"a\":2}"));
  }

  @Test
  void refusesDeepNesting() {
    String atTheLimit = nested(EventCodec.MAX_DEPTH - 1);

    assertThatCode(() -> codec.decode(example.headers(), with(atTheLimit)))
        .doesNotThrowAnyException();
    assertNotJson(with(nested(EventCodec.MAX_DEPTH)));
    assertNotJson(with(nested(20_000)));
  }

  @Test
  void refusesHugeData() {
    int room = EventCodec.MAX_BYTES - with("\"future\":\"\"").length;

    assertThatCode(
            () -> codec.decode(example.headers(), with("\"future\":\"" + "x".repeat(room) + "\"")))
        .doesNotThrowAnyException();
    assertNotJson(with("\"future\":\"" + "x".repeat(room + 1) + "\""));
  }

  /** Whatever a broken publisher writes, it is a dead letter and not a crash. */
  @ParameterizedTest
  @MethodSource("dev.phoneproof.events.Example#all")
  void throwsNothingElseOnDamagedData(Example any) {
    Random random = new Random(any.toString().hashCode());
    for (int i = 0; i < 2_000; i++) {
      byte[] data = any.bytes();
      for (int damages = 1 + random.nextInt(3); damages > 0; damages--) {
        data[random.nextInt(data.length)] = (byte) random.nextInt(256);
      }
      assertThatCode(() -> decodeOrRefuse(any, data))
          .as(new String(data, UTF_8))
          .doesNotThrowAnyException();
    }
  }

  private void decodeOrRefuse(Example any, byte[] data) {
    try {
      codec.decode(any.headers(), data);
    } catch (MalformedEventException e) {
      assertThat(e).hasMessageMatching("[a-z_]+: [A-Za-z_ ]+").hasNoCause();
    }
  }

  private byte[] with(String member) {
    String json = new String(example.bytes(), UTF_8);
    return (json.substring(0, json.length() - 1) + "," + member + "}").getBytes(UTF_8);
  }

  private static String nested(int depth) {
    return "\"future\":" + "[".repeat(depth) + "]".repeat(depth);
  }

  private void assertNotJson(byte[] data) {
    assertThatThrownBy(() -> codec.decode(example.headers(), data))
        .isInstanceOfSatisfying(
            MalformedEventException.class, e -> assertThat(e.fault()).isEqualTo(Fault.NOT_JSON))
        .hasMessageNotContaining("385")
        .hasNoCause();
  }
}
