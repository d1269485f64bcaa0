package dev.phoneproof.events;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** A reference is kept readable, so it must not be a phone number: schema and codec agree. */
class ReferenceTest {

  private static final Example FULL = Example.of(EventType.OTP_REQUESTED, "full");

  private final EventCodec codec = new EventCodec();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "order-4711",
        "123456",
        "123456-123456",
        "2026-11-23.0001",
        "01234567-1234-4234-8234-123456789012",
        "01234567-ABCD-4234-8234-123456789012"
      })
  void mayBe(String reference) {
    assertThat(isGood(reference)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1234567",
        "385912345678",
        "order-0912345678",
        "0912345678.order",
        "01234567-1234-4234-8234-1234567890123",
        "x01234567-1234-4234-8234-123456789012",
        "01234567-1234-4234-8234-123456789012\n"
      })
  void mayNotBe(String reference) {
    assertThat(isGood(reference)).isFalse();
  }

  private boolean isGood(String reference) {
    ObjectNode data = FULL.data().deepCopy();
    data.put("reference", reference);
    boolean bySchema = EventSchema.of(FULL.type()).accepts(data);
    boolean byCodec;
    try {
      codec.decode(FULL.headers(), Example.bytes(data));
      byCodec = true;
    } catch (MalformedEventException e) {
      byCodec = false;
    }
    assertThat(byCodec).as("codec on %s", reference).isEqualTo(bySchema);
    return byCodec;
  }
}
