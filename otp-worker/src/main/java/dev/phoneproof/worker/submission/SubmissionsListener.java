package dev.phoneproof.worker.submission;

import dev.phoneproof.events.Topics;
import dev.phoneproof.worker.intake.ConsumerGroups;
import dev.phoneproof.worker.intake.Intake;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Takes typed PINs and cancels in. A bad one never ends a live verification. */
@Component
class SubmissionsListener {

  private final Intake intake;
  private final SubmissionIntake submissions;

  SubmissionsListener(Intake intake, SubmissionIntake submissions) {
    this.intake = intake;
    this.submissions = submissions;
  }

  @KafkaListener(topics = Topics.SUBMISSIONS, groupId = ConsumerGroups.SUBMISSIONS)
  void onRecords(List<ConsumerRecord<String, byte[]>> records) {
    intake.take(records, submissions);
  }
}
