package dev.phoneproof.worker.intake;

import dev.phoneproof.events.sealing.Opener;
import dev.phoneproof.worker.kafka.Original;
import dev.phoneproof.worker.kafka.Position;
import dev.phoneproof.worker.kafka.TopicReader;
import dev.phoneproof.worker.kafka.TopicReaders;
import dev.phoneproof.worker.ledger.Sweep;
import dev.phoneproof.worker.ledger.Tasks;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Takes in records that waited for a key which this worker has, and gives up those whose time is
 * over. They are read where they stand, with their own time.
 */
@Component
class ParkedRecordsSweep implements Sweep {

  private static final Logger LOG = LoggerFactory.getLogger(ParkedRecordsSweep.class);

  private final ParkedRecords parked;
  private final Opener opener;
  private final TopicReaders readers;
  private final Intake intake;
  private final List<TopicIntake> features;
  private final Tasks tasks;
  private final AtomicBoolean busy = new AtomicBoolean();

  ParkedRecordsSweep(
      ParkedRecords parked,
      Opener opener,
      TopicReaders readers,
      Intake intake,
      List<TopicIntake> features,
      Tasks tasks) {
    this.parked = parked;
    this.opener = opener;
    this.readers = readers;
    this.intake = intake;
    this.features = features;
    this.tasks = tasks;
  }

  /** Kafka may take its time to answer; the other sweeps do not wait for it. */
  @Override
  public void sweep() {
    if (!tasks.isStopping() && busy.compareAndSet(false, true)) {
      tasks.execute(() -> {
        try {
          takeIn();
        } catch (RuntimeException e) {
          LOG.warn("Parked records wait for another try: {}", e.toString());
        } finally {
          busy.set(false);
        }
      });
    }
  }

  /** All there is: a publisher with a wrong key parks a whole topic. */
  private void takeIn() {
    List<Position> claimed = parked.claim(opener.keyIds());
    while (!claimed.isEmpty() && !tasks.isStopping()) {
      takeIn(claimed);
      claimed = parked.claim(opener.keyIds());
    }
  }

  private void takeIn(List<Position> claimed) {
    List<ConsumerRecord<String, byte[]>> records = records(claimed);
    for (TopicIntake feature : features) {
      intake.takeForGood(
          records.stream().filter(one -> one.topic().equals(feature.topic())).toList(), feature);
    }
    parked.remove(claimed);
    LOG.info("Parked records: {} taken up again", claimed.size());
  }

  /** In their order. What Kafka no longer holds is past every deadline. */
  private List<ConsumerRecord<String, byte[]>> records(List<Position> positions) {
    try (TopicReader reader = readers.open()) {
      Map<Position, Original> originals = reader.originals(positions);
      return originals.values().stream()
          .filter(Original.Present.class::isInstance)
          .map(one -> ((Original.Present) one).kafkaRecord())
          .sorted(Comparator.comparingLong(ConsumerRecord::offset))
          .toList();
    }
  }
}
