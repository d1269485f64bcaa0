package dev.phoneproof.gateway.view;

import dev.phoneproof.events.EventCodec;
import dev.phoneproof.events.MalformedEventException;
import dev.phoneproof.events.VerificationChanged;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns records into outcomes; what is none is counted and passed over. */
final class OutcomeReader {

  private static final Logger LOG = LoggerFactory.getLogger(OutcomeReader.class);

  private final EventCodec codec = new EventCodec();
  private final OutcomeView view;
  private final AtomicLong unreadable = new AtomicLong();

  OutcomeReader(OutcomeView view) {
    this.view = view;
  }

  void read(ConsumerRecord<String, byte[]> record) {
    decode(record)
        .ifPresent(changed -> view.apply(changed, Instant.ofEpochMilli(record.timestamp())));
  }

  long unreadable() {
    return unreadable.get();
  }

  private Optional<VerificationChanged> decode(ConsumerRecord<String, byte[]> record) {
    if (record.value() == null) {
      return passOver(record, "no value");
    }
    try {
      return codec.decode(headers(record), record.value()).data() instanceof VerificationChanged c
          ? Optional.of(c)
          : passOver(record, "another type");
    } catch (MalformedEventException e) {
      return passOver(record, String.valueOf(e.getMessage()));
    }
  }

  private static Map<String, String> headers(ConsumerRecord<String, byte[]> record) {
    Map<String, String> headers = new HashMap<>();
    for (Header header : record.headers()) {
      if (header.value() != null) {
        headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
      }
    }
    return headers;
  }

  private Optional<VerificationChanged> passOver(
      ConsumerRecord<String, byte[]> record, String why) {
    if (unreadable.getAndIncrement() % 1000 == 0) {
      LOG.warn(
          "Passed over a record of {} that is no outcome, at {}-{}: {}",
          record.topic(),
          record.partition(),
          record.offset(),
          why);
    }
    return Optional.empty();
  }
}
