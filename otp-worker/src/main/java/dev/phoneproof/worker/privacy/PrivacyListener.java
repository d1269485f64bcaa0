package dev.phoneproof.worker.privacy;

import dev.phoneproof.events.Topics;
import dev.phoneproof.worker.intake.ConsumerGroups;
import dev.phoneproof.worker.intake.Intake;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Takes requests for erasures in. */
@Component
class PrivacyListener {

  private final Intake intake;
  private final PrivacyIntake privacy;

  PrivacyListener(Intake intake, PrivacyIntake privacy) {
    this.intake = intake;
    this.privacy = privacy;
  }

  @KafkaListener(topics = Topics.PRIVACY, groupId = ConsumerGroups.PRIVACY, concurrency = "1")
  void onRecords(List<ConsumerRecord<String, byte[]>> records) {
    intake.take(records, privacy);
  }
}
