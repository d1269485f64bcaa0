package dev.phoneproof.worker.intake;

import dev.phoneproof.events.CloudEvent;
import dev.phoneproof.events.Event;
import dev.phoneproof.events.EventCodec;
import dev.phoneproof.events.MalformedEventException;
import dev.phoneproof.events.MalformedEventException.Fault;
import dev.phoneproof.events.OtpRequested;
import dev.phoneproof.events.OtpSubmitted;
import dev.phoneproof.worker.kafka.KafkaRecords;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.stereotype.Component;

/** Reads events by the contract. */
@Component
class EventReader implements RecordReader {

  private final EventCodec codec;

  EventReader(EventCodec codec) {
    this.codec = codec;
  }

  @Override
  public Received read(ConsumerRecord<String, byte[]> origin) throws MalformedEventException {
    CloudEvent<? extends Event> event =
        codec.decode(KafkaRecords.headers(origin.headers()), origin.value());
    if (!event.data().type().topic().equals(origin.topic())) {
      throw new MalformedEventException(Fault.UNKNOWN_TYPE, "ce_type");
    }
    if (isSealed(event.data())) {
      throw new MalformedEventException(Fault.INVALID_MEMBER, "sealed");
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
}
