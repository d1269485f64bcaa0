package dev.phoneproof.events;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What readers must put up with. */
class ToleranceTest {

  private final EventCodec codec = new EventCodec();

  @ParameterizedTest
  @MethodSource("dev.phoneproof.events.Example#all")
  void ignoresUnknownMembersAtEveryLevel(Example example) throws Exception {
    ObjectNode data = example.data().deepCopy();
    data.forEach(ToleranceTest::addUnknown);
    addUnknown(data);

    assertThat(EventSchema.of(example.type()).accepts(data)).isTrue();
    assertThat(codec.decode(example.headers(), Example.bytes(data)))
        .isEqualTo(codec.decode(example.headers(), example.bytes()));
  }

  @Test
  void takesAnIntegerHoweverItIsWritten() throws Exception {
    Example example = Example.of(EventType.VERIFICATION_CHANGED, "full");
    ObjectNode data = example.data().deepCopy().put("attemptsRemaining", 2.0);

    VerificationChanged event =
        (VerificationChanged) codec.decode(example.headers(), Example.bytes(data)).data();

    assertThat(EventSchema.of(example.type()).accepts(data)).isTrue();
    assertThat(event.state().attemptsRemaining()).isEqualTo(2);
  }

  @ParameterizedTest
  @MethodSource("dev.phoneproof.events.Example#all")
  void ignoresOtherHeaders(Example example) throws Exception {
    assertThat(codec.decode(example.headersWith("traceparent", "00-1-2-01"), example.bytes()))
        .isEqualTo(codec.decode(example.headers(), example.bytes()));
  }

  private static void addUnknown(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.put("future", "text");
      object.putNull("futureNull");
      object.putObject("futureObject").putArray("list").add(1);
    }
  }
}
