package dev.phoneproof.worker.operator;

import dev.phoneproof.worker.intake.Intake;
import dev.phoneproof.worker.intake.TopicIntake;
import dev.phoneproof.worker.intake.Unacceptable;
import dev.phoneproof.worker.kafka.Original;
import dev.phoneproof.worker.kafka.Position;
import dev.phoneproof.worker.kafka.TopicReader;
import dev.phoneproof.worker.kafka.TopicReaders;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.stereotype.Component;

/**
 * Takes records in once more, read where they stand, with their own time, the way that every
 * delivery goes: what the ledger has already stays as it is, and nothing is sent too late.
 */
@Component
class Replays {

  private final TopicReaders readers;
  private final Intake intake;
  private final List<TopicIntake> features;

  Replays(TopicReaders readers, Intake intake, List<TopicIntake> features) {
    this.readers = readers;
    this.intake = intake;
    this.features = features;
  }

  /** Why each was refused; those that are not in it were taken. */
  Map<Position, String> replay(List<Position> positions) {
    Map<Position, String> refused = new HashMap<>();
    Map<String, List<ConsumerRecord<String, byte[]>>> present = new HashMap<>();
    originals(positions)
        .forEach((position, original) -> {
          switch (original) {
            case Original.Present found ->
                present
                    .computeIfAbsent(position.topic(), topic -> new ArrayList<>())
                    .add(found.kafkaRecord());
            case Original.Missing why -> refused.put(position, why.name().toLowerCase(Locale.ROOT));
          }
        });
    for (TopicIntake feature : features) {
      for (Unacceptable one :
          intake.takeAgain(present.getOrDefault(feature.topic(), List.of()), feature)) {
        refused.put(Position.of(one.origin()), one.reason());
      }
    }
    return refused;
  }

  /** All are read before any is taken: when Kafka fails, nothing has happened. */
  private Map<Position, Original> originals(List<Position> positions) {
    try (TopicReader reader = readers.open()) {
      return reader.originals(positions);
    }
  }
}
