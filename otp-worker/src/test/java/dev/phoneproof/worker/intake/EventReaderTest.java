package dev.phoneproof.worker.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phoneproof.events.CloudEvent;
import dev.phoneproof.events.Event;
import dev.phoneproof.events.EventCodec;
import dev.phoneproof.events.EventMessage;
import dev.phoneproof.events.OtpCancelRequested;
import dev.phoneproof.events.OtpRequested;
import dev.phoneproof.events.OtpSubmitted;
import dev.phoneproof.events.PhoneNumber;
import dev.phoneproof.events.Pin;
import dev.phoneproof.events.sealing.Opener;
import dev.phoneproof.events.sealing.Sealer;
import dev.phoneproof.worker.SealingPair;
import dev.phoneproof.worker.kafka.KafkaRecords;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** Which events are opened, and which are not taken at all. */
class EventReaderTest {

  private static final UUID ID = UUID.randomUUID();
  private static final PhoneNumber NUMBER = PhoneNumber.plain("+385912345678");
  private static final OtpRequested REQUEST =
      OtpRequested.overSms(ID, "shop", NUMBER, "login", Instant.EPOCH);
  private static final OtpSubmitted SUBMITTED =
      new OtpSubmitted(ID, "shop", UUID.randomUUID(), Pin.plain("4821"), Instant.EPOCH);

  private final SealingPair ours = SealingPair.named("ours");
  private final Sealer sealer = Sealer.of(ours.publicKeys());
  private final EventReader reader =
      new EventReader(
          new EventCodec(),
          Opener.of(ours.privateKeys()),
          new IntakePolicy(Set.of("/listed", "/other")));

  @Test
  void opensNumbersAndPins() {
    assertThat(event(read(sealer.seal(from("/shop", REQUEST))))).isEqualTo(REQUEST);
    assertThat(event(read(sealer.seal(from("/shop", SUBMITTED))))).isEqualTo(SUBMITTED);
  }

  @Test
  void takesReadableOnesFromListedSourcesOnly() {
    assertThat(event(read(from("/listed", REQUEST)))).isEqualTo(REQUEST);
    assertThat(reason(read(from("/shop", REQUEST)))).isEqualTo("plain_not_allowed");
    assertThat(reason(read(from("/shop", SUBMITTED)))).isEqualTo("plain_not_allowed");
    assertThat(reason(read(from("/listed/more", REQUEST)))).isEqualTo("plain_not_allowed");
    assertThat(new IntakePolicy(Set.of()).plainSources()).isEmpty();
  }

  @Test
  void takesWhatHoldsNeitherFromEverybody() {
    OtpCancelRequested cancel = new OtpCancelRequested(ID, "shop");
    assertThat(event(read(from("/shop", cancel)))).isEqualTo(cancel);
  }

  @Test
  void saysWhichKeyIsMissing() {
    Sealer later = Sealer.of(SealingPair.named("later").publicKeys());
    assertThat(read(later.seal(from("/shop", REQUEST))))
        .isInstanceOfSatisfying(Unopened.class, one -> assertThat(one.keyId()).isEqualTo("later"));
  }

  @Test
  void refusesWhatWasSealedForAnotherEvent() {
    PhoneNumber stolen = sealer.seal(from("/shop", REQUEST)).data().phoneNumber();
    OtpRequested other =
        OtpRequested.overSms(UUID.randomUUID(), "shop", stolen, "login", Instant.EPOCH);
    assertThat(reason(read(from("/shop", other)))).isEqualTo("bound_elsewhere");
  }

  @Test
  void refusesWhatDoesNotOpen() {
    PhoneNumber rubbish = PhoneNumber.sealed("aGVhZGVy.a2V5.aXY.Y2lwaGVydGV4dA.dGFn");
    assertThat(reason(read(from("/shop", REQUEST.withPhoneNumber(rubbish)))))
        .isEqualTo("not_openable");
  }

  private static <E extends Event> CloudEvent<E> from(String source, E event) {
    return CloudEvent.of(event, source, Instant.EPOCH);
  }

  private Reading read(CloudEvent<?> event) {
    EventMessage message = new EventCodec().encode(event);
    ProducerRecord<String, byte[]> sent = KafkaRecords.of(message);
    ConsumerRecord<String, byte[]> origin =
        new ConsumerRecord<>(message.topic(), 0, 7, message.key(), message.data());
    sent.headers().forEach(header -> origin.headers().add(header));
    return reader.read(origin);
  }

  private static Event event(Reading reading) {
    assertThat(reading).isInstanceOf(Received.class);
    return ((Received) reading).event();
  }

  private static String reason(Reading reading) {
    assertThat(reading).isInstanceOf(Unacceptable.class);
    return ((Unacceptable) reading).reason();
  }
}
