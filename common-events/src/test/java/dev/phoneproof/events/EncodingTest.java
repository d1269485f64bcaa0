package dev.phoneproof.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class EncodingTest {

  private static final UUID ID = UUID.fromString("018f6a52-7c1e-4b5d-9f3a-2d6c0e4b8a71");

  private final EventCodec codec = new EventCodec();

  @ParameterizedTest
  @EnumSource
  void comesBackAsTheSameEvent(EventType type) {
    assertThat(Samples.of(type))
        .allSatisfy(event -> {
          CloudEvent<Event> sent = Samples.wrapped(event);
          EventMessage message = codec.encode(sent);
          assertThat(codec.decode(message.headers(), message.data())).isEqualTo(sent);
        });
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-23T09:15:00Z, 2026-11-23T09:15:00.000Z",
    "2026-11-23T09:15:00.5Z, 2026-11-23T09:15:00.500Z",
    "2026-11-23T09:15:00.123999999Z, 2026-11-23T09:15:00.123Z",
    "1970-01-01T00:00:00Z, 1970-01-01T00:00:00.000Z"
  })
  void writesTimesInUtcWithMilliseconds(Instant time, String text) {
    EventMessage message =
        codec.encode(
            CloudEvent.of(
                new OtpResendRequested(ID, "billing", Channel.SMS, time), "/billing", time));

    assertThat(message.headers()).containsEntry("ce_time", text);
    assertThat(new JsonMapper().readTree(message.data()).get("requestedAt").stringValue())
        .isEqualTo(text);
  }

  @Test
  void usesTheEventsOwnIdSoThatARepeatIsRecognised() {
    OtpRequested event = request("billing", "login");

    assertThat(CloudEvent.of(event, "/billing", Samples.TIME).id()).isEqualTo(ID.toString());
    assertThat(CloudEvent.of(new OtpCancelRequested(ID, "billing"), "/a", Samples.TIME).id())
        .isNotEqualTo(
            CloudEvent.of(new OtpCancelRequested(ID, "billing"), "/a", Samples.TIME).id());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "my client", "client\n"})
  void refusesToWriteWhatNobodyCouldRead(String clientId) {
    CloudEvent<OtpRequested> event =
        CloudEvent.of(request(clientId, "login"), "/billing", Samples.TIME);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> codec.encode(event))
        .withMessage("invalid_member: clientId");
  }

  @Test
  void refusesToWriteWithoutASource() {
    CloudEvent<OtpRequested> event = CloudEvent.of(request("billing", "login"), " ", Samples.TIME);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> codec.encode(event))
        .withMessage("missing_header: ce_source");
  }

  @Test
  void refusesToWriteAYearOfFiveDigits() {
    Instant time = Instant.parse("+12026-11-23T09:15:00Z");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> codec.encode(CloudEvent.of(request("billing", "login"), "/a", time)))
        .withMessage("invalid_member: ce_time");
  }

  private static OtpRequested request(String clientId, String purpose) {
    return OtpRequested.overSms(
        ID, clientId, PhoneNumber.plain(Samples.NUMBER), purpose, Samples.TIME);
  }
}
