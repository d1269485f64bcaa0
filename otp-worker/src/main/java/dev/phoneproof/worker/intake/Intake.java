package dev.phoneproof.worker.intake;

import dev.phoneproof.events.CloudEvent;
import dev.phoneproof.events.Event;
import dev.phoneproof.events.EventCodec;
import dev.phoneproof.events.MalformedEventException;
import dev.phoneproof.events.OtpRequested;
import dev.phoneproof.events.OtpSubmitted;
import dev.phoneproof.worker.kafka.KafkaRecords;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;

/**
 * What is the same for every topic that brings work in: records are read before any transaction,
 * one transaction takes the whole batch, what cannot be taken becomes a dead letter, and only then
 * the batch is acknowledged. Any other failure throws, and Kafka delivers the batch again.
 */
@Component
public class Intake {

  private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

  private final EventCodec codec;
  private final DeadLetters deadLetters;

  Intake(EventCodec codec, DeadLetters deadLetters) {
    this.codec = codec;
    this.deadLetters = deadLetters;
  }

  /**
   * Takes a polled batch in.
   *
   * @param records as polled
   * @param write writes events into the ledger in one transaction
   * @return what could not be taken; it is in the dead letters already
   */
  public List<Unacceptable> take(
      List<ConsumerRecord<String, byte[]>> records, Consumer<List<Received>> write) {
    List<Received> events = new ArrayList<>(records.size());
    List<Unacceptable> unacceptable = new ArrayList<>();
    for (ConsumerRecord<String, byte[]> origin : records) {
      try {
        events.add(read(origin));
      } catch (MalformedEventException e) {
        unacceptable.add(new Unacceptable(origin, String.valueOf(e.getMessage())));
      }
    }
    writeTogether(events, write, unacceptable);
    unacceptable.forEach(deadLetters::add);
    return unacceptable;
  }

  private Received read(ConsumerRecord<String, byte[]> origin) throws MalformedEventException {
    byte[] data = origin.value() == null ? new byte[0] : origin.value();
    CloudEvent<? extends Event> event = codec.decode(KafkaRecords.headers(origin.headers()), data);
    if (!event.data().type().topic().equals(origin.topic())) {
      throw new MalformedEventException(MalformedEventException.Fault.UNKNOWN_TYPE, "ce_type");
    }
    if (isSealed(event.data())) {
      throw new MalformedEventException(MalformedEventException.Fault.INVALID_MEMBER, "sealed");
    }
    return new Received(
        event.id(), event.source(), event.data(), Instant.ofEpochMilli(origin.timestamp()), origin);
  }

  private static boolean isSealed(Event event) {
    return switch (event) {
      case OtpRequested requested -> requested.phoneNumber().plain().isEmpty();
      case OtpSubmitted submitted -> submitted.pin().plain().isEmpty();
      default -> false;
    };
  }

  private static void writeTogether(
      List<Received> events, Consumer<List<Received>> write, List<Unacceptable> unacceptable) {
    if (events.isEmpty()) {
      return;
    }
    try {
      write.accept(events);
    } catch (DataIntegrityViolationException e) {
      LOG.warn(
          "A batch of {} is taken in one by one: the database refuses one of it", events.size());
      events.forEach(event -> writeAlone(event, write, unacceptable));
    }
  }

  private static void writeAlone(
      Received event, Consumer<List<Received>> write, List<Unacceptable> unacceptable) {
    try {
      write.accept(List.of(event));
    } catch (DataIntegrityViolationException e) {
      unacceptable.add(new Unacceptable(event.origin(), "refused_by_ledger"));
    }
  }
}
