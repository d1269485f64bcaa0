package dev.phoneproof.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.phoneproof.events.MalformedEventException.Fault;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeadersTest {

  private final EventCodec codec = new EventCodec();
  private final Example example = Example.of(EventType.OTP_REQUESTED, "minimal");

  @ParameterizedTest
  @ValueSource(strings = {"ce_specversion", "ce_id", "ce_source", "ce_type"})
  void namesTheHeaderThatIsMissing(String name) {
    assertFault(Fault.MISSING_HEADER, name, example.headersWith(name, null));
    assertFault(Fault.MISSING_HEADER, name, example.headersWith(name, " "));
  }

  @ParameterizedTest
  @CsvSource({
    "ce_specversion, 0.3",
    "ce_specversion, 2.0",
    "ce_type, dev.phoneproof.OtpRequested.v2",
    "ce_type, OtpRequested.v1",
    "ce_type, com.example.Other"
  })
  void doesNotKnowOtherTypesAndVersions(String name, String value) {
    assertFault(Fault.UNKNOWN_TYPE, name, example.headersWith(name, value));
  }

  @Test
  void saysThatATypeIsUnknownWhateverTheDataIs() {
    Map<String, String> headers = example.headersWith("ce_type", "com.example.Other");

    assertThatThrownBy(() -> codec.decode(headers, new byte[] {1, 2, 3}))
        .isInstanceOfSatisfying(
            MalformedEventException.class,
            e -> assertThat(e.fault()).isEqualTo(Fault.UNKNOWN_TYPE));
  }

  @ParameterizedTest
  @CsvSource({
    "ce_time, yesterday",
    "ce_time, 2026-11-23T09:15:00",
    "ce_id, 00000000-0000-4000-8000-000000000000",
    "ce_id, not-the-verification-id"
  })
  void refusesAnInvalidAttribute(String name, String value) {
    assertFault(Fault.INVALID_MEMBER, name, example.headersWith(name, value));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ce_id", "ce_source"})
  void refusesControlCharactersAndLongAttributes(String name) {
    assertFault(Fault.INVALID_MEMBER, name, example.headersWith(name, "a\u0000b"));
    assertFault(Fault.INVALID_MEMBER, name, example.headersWith(name, "a\nb"));
    assertFault(Fault.INVALID_MEMBER, name, example.headersWith(name, "a".repeat(257)));
  }

  @Test
  void doesNotNeedATime() throws Exception {
    assertThat(codec.decode(example.headersWith("ce_time", null), example.bytes()).time())
        .isEqualTo(Instant.EPOCH);
  }

  @ParameterizedTest
  @MethodSource("dev.phoneproof.events.Example#all")
  void takesTheIdOfAnEventThatHasNoneOfItsOwn(Example any) throws Exception {
    CloudEvent<? extends Event> event = codec.decode(any.headers(), any.bytes());

    assertThat(event.id()).isEqualTo(any.headers().get("ce_id"));
    assertThat(event.source()).isEqualTo(any.headers().get("ce_source"));
    assertThat(event.time()).isEqualTo(any.headers().get("ce_time"));
    event.data().naturalId().ifPresent(id -> assertThat(event.id()).isEqualTo(id.toString()));
  }

  private void assertFault(Fault fault, String name, Map<String, String> headers) {
    assertThatThrownBy(() -> codec.decode(headers, example.bytes()))
        .isInstanceOfSatisfying(
            MalformedEventException.class, e -> assertThat(e.fault()).isEqualTo(fault))
        .hasMessageEndingWith(": " + name);
  }
}
