package dev.phoneproof.worker.sending;

import dev.phoneproof.events.Topics;
import dev.phoneproof.worker.intake.ConsumerGroups;
import dev.phoneproof.worker.intake.Intake;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Takes requests and resends in. Nothing slow happens here: rows are written, tasks started. */
@Component
class RequestsListener {

  private final Intake intake;
  private final RequestIntake requests;

  RequestsListener(Intake intake, RequestIntake requests) {
    this.intake = intake;
    this.requests = requests;
  }

  @KafkaListener(topics = Topics.REQUESTS, groupId = ConsumerGroups.REQUESTS)
  void onRecords(List<ConsumerRecord<String, byte[]>> records) {
    intake.take(records, requests);
  }
}
