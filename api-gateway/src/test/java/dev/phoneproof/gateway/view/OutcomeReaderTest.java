package dev.phoneproof.gateway.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phoneproof.events.CloudEvent;
import dev.phoneproof.events.Event;
import dev.phoneproof.events.EventCodec;
import dev.phoneproof.events.EventMessage;
import dev.phoneproof.events.OtpCancelRequested;
import dev.phoneproof.events.Topics;
import dev.phoneproof.gateway.MovableClock;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class OutcomeReaderTest {

  private static final Instant START = Instant.parse("2026-11-23T12:00:00Z");

  private final OutcomeView view = new OutcomeView(new ViewSettings(10), new MovableClock(START));
  private final OutcomeReader reader = new OutcomeReader(view);

  @Test
  void readsAnOutcome() {
    UUID id = UUID.randomUUID();
    reader.read(record(Outcomes.requested(id, 1, START)));
    assertThat(view.find(id)).isPresent();
    assertThat(reader.unreadable()).isZero();
  }

  @Test
  void passesOverWhatIsNoOutcome() {
    reader.read(record(new OtpCancelRequested(UUID.randomUUID(), "shop")));
    reader.read(new ConsumerRecord<>(Topics.OUTCOMES, 0, 1, "key", null));
    reader.read(new ConsumerRecord<>(Topics.OUTCOMES, 0, 2, "key", new byte[] {'{'}));
    ConsumerRecord<String, byte[]> broken = record(Outcomes.requested(UUID.randomUUID(), 1, START));
    broken.headers().remove("ce_type");
    reader.read(broken);
    assertThat(reader.unreadable()).isEqualTo(4);
    assertThat(view.size()).isZero();
  }

  private static ConsumerRecord<String, byte[]> record(Event event) {
    EventMessage message = new EventCodec().encode(CloudEvent.of(event, "/test", START));
    ConsumerRecord<String, byte[]> record =
        new ConsumerRecord<>(Topics.OUTCOMES, 0, 0, message.key(), message.data());
    message
        .headers()
        .forEach(
            (name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
    return record;
  }
}
