package dev.phoneproof.worker.intake;

import dev.phoneproof.events.CloudEvent;
import dev.phoneproof.events.ErasureRequested;
import dev.phoneproof.events.Event;
import dev.phoneproof.events.EventCodec;
import dev.phoneproof.events.MalformedEventException;
import dev.phoneproof.events.MalformedEventException.Fault;
import dev.phoneproof.events.OtpRequested;
import dev.phoneproof.events.OtpSubmitted;
import dev.phoneproof.events.sealing.Opener;
import dev.phoneproof.events.sealing.OpeningException;
import dev.phoneproof.worker.kafka.KafkaRecords;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.stereotype.Component;

/** Reads events by the contract and opens their numbers and PINs. */
@Component
class EventReader implements RecordReader {

  private final EventCodec codec;
  private final Opener opener;
  private final IntakePolicy policy;

  EventReader(EventCodec codec, Opener opener, IntakePolicy policy) {
    this.codec = codec;
    this.opener = opener;
    this.policy = policy;
  }

  @Override
  public Reading read(ConsumerRecord<String, byte[]> origin) {
    try {
      CloudEvent<? extends Event> event = decode(origin);
      return isPlain(event.data()) && !policy.plainSources().contains(event.source())
          ? new Unacceptable(origin, "plain_not_allowed")
          : open(event, origin);
    } catch (MalformedEventException e) {
      return new Unacceptable(origin, String.valueOf(e.getMessage()));
    }
  }

  private CloudEvent<? extends Event> decode(ConsumerRecord<String, byte[]> origin)
      throws MalformedEventException {
    CloudEvent<? extends Event> event =
        codec.decode(KafkaRecords.headers(origin.headers()), origin.value());
    if (!event.data().type().topic().equals(origin.topic())) {
      throw new MalformedEventException(Fault.UNKNOWN_TYPE, "ce_type");
    }
    return event;
  }

  private Reading open(CloudEvent<? extends Event> event, ConsumerRecord<String, byte[]> origin) {
    try {
      return received(opener.open(event), origin);
    } catch (OpeningException.UnknownKey e) {
      return new Unopened(received(event, origin), e.keyId());
    } catch (OpeningException e) {
      return new Unacceptable(origin, String.valueOf(e.getMessage()));
    }
  }

  private static Received received(
      CloudEvent<? extends Event> event, ConsumerRecord<String, byte[]> origin) {
    return new Received(
        event.id(), event.source(), event.data(), Instant.ofEpochMilli(origin.timestamp()), origin);
  }

  private static boolean isPlain(Event event) {
    return switch (event) {
      case OtpRequested requested -> requested.phoneNumber().plain().isPresent();
      case OtpSubmitted submitted -> submitted.pin().plain().isPresent();
      case ErasureRequested erasure -> erasure.phoneNumber().plain().isPresent();
      default -> false;
    };
  }
}
