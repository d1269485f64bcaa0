package dev.phoneproof.gateway.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.phoneproof.events.CloudEvent;
import dev.phoneproof.events.EventCodec;
import dev.phoneproof.events.OtpCancelRequested;
import dev.phoneproof.events.OtpRequested;
import dev.phoneproof.events.OtpSubmitted;
import dev.phoneproof.events.PhoneNumber;
import dev.phoneproof.events.Pin;
import dev.phoneproof.events.Topics;
import dev.phoneproof.events.sealing.Sealer;
import dev.phoneproof.gateway.SealingKeys;
import dev.phoneproof.gateway.publishing.EventPublisher.Publication;
import dev.phoneproof.gateway.settings.RefusedSettingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;

class KafkaEventPublisherTest {

  private static final CloudEvent<?> EVENT =
      CloudEvent.of(
          new OtpCancelRequested(UUID.randomUUID(), "shop"), "/test", Instant.EPOCH.plusSeconds(1));

  private static final Sealer SEALER = Sealer.of(SealingKeys.PUBLIC);

  @Test
  void sealsNumbersAndPins() throws Exception {
    UUID id = UUID.randomUUID();
    Instant now = Instant.EPOCH.plusSeconds(1);
    for (CloudEvent<?> event :
        List.of(
            CloudEvent.of(
                OtpRequested.overSms(id, "shop", PhoneNumber.plain("+385912345678"), "login", now),
                "/test",
                now),
            CloudEvent.of(
                new OtpSubmitted(id, "shop", UUID.randomUUID(), Pin.plain("48215937"), now),
                "/test",
                now))) {
      MockProducer<String, byte[]> kafka = producer(true);
      assertThat(publisher(kafka).publish(event)).isEqualTo(Publication.ACCEPTED);
      ProducerRecord<String, byte[]> record = kafka.history().getFirst();
      assertThat(new String(record.value(), StandardCharsets.UTF_8))
          .contains("\"sealed\"")
          .doesNotContain("385912345678", "48215937", "plain");
      assertThat(SealingKeys.open(decoded(record))).isEqualTo(event);
    }
  }

  @Test
  void publishesInCloudEventsBinaryMode() throws Exception {
    MockProducer<String, byte[]> kafka = producer(true);
    assertThat(publisher(kafka).publish(EVENT)).isEqualTo(Publication.ACCEPTED);
    ProducerRecord<String, byte[]> record = kafka.history().getFirst();
    assertThat(record.topic()).isEqualTo(Topics.SUBMISSIONS);
    assertThat(record.key()).isEqualTo(EVENT.data().key().toString());
    assertThat(decoded(record)).isEqualTo(EVENT);
  }

  private static CloudEvent<?> decoded(ProducerRecord<String, byte[]> record) throws Exception {
    Map<String, String> headers = new HashMap<>();
    record
        .headers()
        .forEach(h -> headers.put(h.key(), new String(h.value(), StandardCharsets.UTF_8)));
    return new EventCodec().decode(headers, record.value());
  }

  @Test
  void doesNotKnowWhatIsNotAcknowledgedInTime() {
    assertThat(publisher(producer(false)).publish(EVENT)).isEqualTo(Publication.NOT_KNOWN);
  }

  @Test
  void doesNotKnowWhatKafkaRefuses() {
    MockProducer<String, byte[]> kafka = producer(true);
    kafka.sendException = new NotEnoughReplicasException("too few");
    assertThat(publisher(kafka).publish(EVENT)).isEqualTo(Publication.NOT_KNOWN);
  }

  @Test
  void takesANewProducerWhenOneIsBroken() {
    MockProducer<String, byte[]> broken = producer(true);
    broken.sendException = new KafkaException("in an error state for good");
    MockProducer<String, byte[]> whole = producer(true);
    AtomicInteger made = new AtomicInteger();
    EventPublisher publisher =
        new KafkaEventPublisher(
            SEALER,
            new LazyProducer(() -> made.getAndIncrement() == 0 ? broken : whole),
            Duration.ofMillis(100));
    assertThat(publisher.publish(EVENT)).isEqualTo(Publication.NOT_KNOWN);
    assertThat(broken.closed()).isTrue();
    assertThat(publisher.publish(EVENT)).isEqualTo(Publication.ACCEPTED);
  }

  @Test
  void doesNotKnowWhileNoProducerCanBeMade() {
    EventPublisher publisher =
        new KafkaEventPublisher(
            SEALER,
            new LazyProducer(() -> {
              throw new KafkaException("no address");
            }),
            Duration.ofMillis(100));
    assertThat(publisher.publish(EVENT)).isEqualTo(Publication.NOT_KNOWN);
  }

  @Test
  void keepsItsPromisesWhateverIsSetForKafka() {
    KafkaProperties kafka = new KafkaProperties();
    kafka.getProducer().setAcks("1");
    kafka.getProperties().put("delivery.timeout.ms", "600000");
    Map<String, Object> settings =
        PublishingConfiguration.producerSettings(
            kafka, new PublishingSettings(Duration.ofMillis(2500), Duration.ofMillis(2)));
    assertThat(settings)
        .containsEntry("acks", "all")
        .containsEntry("enable.idempotence", true)
        .containsEntry("max.block.ms", 2400)
        .containsEntry("delivery.timeout.ms", 2400);
  }

  @Test
  void refusesATimeoutThatIsTooLong() {
    assertThatThrownBy(() -> new PublishingSettings(Duration.ofSeconds(3), Duration.ZERO))
        .isInstanceOf(RefusedSettingException.class)
        .hasMessageStartingWith("PHONEPROOF_PUBLISHING_TIMEOUT ");
  }

  private static EventPublisher publisher(MockProducer<String, byte[]> kafka) {
    return new KafkaEventPublisher(SEALER, new LazyProducer(() -> kafka), Duration.ofMillis(100));
  }

  private static MockProducer<String, byte[]> producer(boolean autoComplete) {
    return new MockProducer<>(
        autoComplete, null, new StringSerializer(), new ByteArraySerializer());
  }
}
