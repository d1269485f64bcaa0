package dev.phoneproof.worker.privacy;

import dev.phoneproof.events.CloudEvent;
import dev.phoneproof.events.ErasureCompleted;
import dev.phoneproof.events.ErasureCompleted.Counts;
import dev.phoneproof.events.EventCodec;
import dev.phoneproof.worker.kafka.KafkaRecords;
import dev.phoneproof.worker.ledger.Tasks;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

/**
 * Says that erasures are done, those of operators too: so a worker whose database was restored can
 * tell that it lacks one.
 */
@Component
class ErasureAnswers {

  private static final Logger LOG = LoggerFactory.getLogger(ErasureAnswers.class);
  private static final String SOURCE = "/phoneproof/worker";

  private final KafkaTemplate<String, byte[]> kafka;
  private final EventCodec codec;
  private final Clock clock;
  private final ErasureLedger erasures;
  private final Tasks tasks;

  ErasureAnswers(
      KafkaTemplate<String, byte[]> kafka,
      EventCodec codec,
      Clock clock,
      ErasureLedger erasures,
      Tasks tasks) {
    this.kafka = kafka;
    this.codec = codec;
    this.clock = clock;
    this.erasures = erasures;
    this.tasks = tasks;
  }

  /** Says it, without waiting; what Kafka does not acknowledge is said again by the sweep. */
  void say(Erasure erasure) {
    @Nullable Counts counts = erasure.counts();
    if (counts == null) {
      return;
    }
    ErasureCompleted answer = new ErasureCompleted(erasure.requestId(), counts);
    try {
      kafka
          .send(KafkaRecords.of(codec.encode(CloudEvent.of(answer, SOURCE, clock.instant()))))
          .thenRun(() -> tasks.execute(() -> erasures.answered(erasure.requestId())));
    } catch (KafkaException | org.apache.kafka.common.KafkaException e) {
      LOG.debug("The answer waits in the ledger: {}", e.toString());
    }
  }
}
