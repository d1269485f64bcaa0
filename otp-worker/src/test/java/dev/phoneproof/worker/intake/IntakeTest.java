package dev.phoneproof.worker.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.phoneproof.events.MalformedEventException;
import dev.phoneproof.events.MalformedEventException.Fault;
import dev.phoneproof.events.OtpCancelRequested;
import dev.phoneproof.worker.kafka.Position;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.support.SendResult;
import org.springframework.transaction.CannotCreateTransactionException;

/** What becomes of a batch when something in it, or around it, is bad. */
class IntakeTest {

  private final Map<Long, Throwable> unreadable = new HashMap<>();
  private final Map<Long, RuntimeException> unwritable = new HashMap<>();
  private final Set<Long> unopened = new HashSet<>();
  private final List<String> parked = new ArrayList<>();
  private final List<Long> inLedger = new ArrayList<>();
  private final List<Long> told = new ArrayList<>();
  private final List<String> letters = new ArrayList<>();
  private boolean kafkaIsAway;

  private final Intake intake = new Intake(this::read, this::park, new DeadLetters(new Letters()));

  @Test
  void parksWhatIsSealedForAKeyThatIsNotHere() {
    unopened.add(1L);
    take(0, 1);

    assertThat(inLedger).containsExactly(0L);
    assertThat(parked).containsExactly("otp.requests-0@1 later 1970-01-01T00:02:00Z");
    assertThat(told).isEmpty();
    assertThat(letters).isEmpty();
  }

  @Test
  void givesUpWhatDoesNotOpenWhenItsTimeIsOver() {
    unopened.add(1L);
    intake.takeForGood(records(0, 1), new Ledger());

    assertThat(inLedger).containsExactly(0L);
    assertThat(told).containsExactly(1L);
    assertThat(letters).containsExactly("1 unknown_key");
    assertThat(parked).isEmpty();
  }

  @Test
  void takesTheGoodOnesOfABatchInAroundTheBad() {
    unreadable.put(1L, new MalformedEventException(Fault.INVALID_MEMBER, "phoneNumber"));
    unreadable.put(2L, new NullPointerException("+385911234567"));
    unreadable.put(3L, new StackOverflowError());
    unwritable.put(5L, new DataIntegrityViolationException("+385911234567"));

    take(0, 1, 2, 3, 4, 5, 6, 7);

    assertThat(inLedger).containsExactly(0L, 4L, 6L, 7L);
    assertThat(told).containsExactly(1L, 2L, 3L, 5L);
    assertThat(letters)
        .containsExactly(
            "1 invalid_member: phoneNumber",
            "2 unreadable: NullPointerException",
            "3 unreadable: StackOverflowError",
            "5 refused_by_ledger");
  }

  /** A bug too: what it fails for may be all that comes, and a dead letter ends a verification. */
  @Test
  void repeatsTheWholeUnlessTheDatabaseRefusesARow() {
    for (RuntimeException away :
        List.of(
            new QueryTimeoutException("away"),
            new CannotCreateTransactionException("away"),
            new ClassCastException("a bug"))) {
      unwritable.put(1L, away);
      assertThatThrownBy(() -> take(0, 1)).isSameAs(away);
    }
    assertThat(letters).isEmpty();
  }

  @Test
  void takesTheGoodOnesInAndTellsWhileADeadLetterCannotBeWritten() {
    unreadable.put(0L, new MalformedEventException(Fault.NOT_JSON, "data"));
    kafkaIsAway = true;
    assertThatThrownBy(() -> take(0, 1)).isInstanceOf(KafkaException.class);
    assertThat(inLedger).containsExactly(1L);
    assertThat(told).containsExactly(0L);

    kafkaIsAway = false;
    take(0, 1);
    assertThat(letters).containsExactly("0 not_json: data");
  }

  /** Spring stops a consumer for good when its listener throws an error. */
  @Test
  void throwsNoError() {
    unreadable.put(1L, new OutOfMemoryError());
    assertThatThrownBy(() -> take(0, 1)).isInstanceOf(IllegalStateException.class);
    assertThat(letters).isEmpty();
  }

  @Test
  void writesNoDeadLetterOfAReplay() {
    unreadable.put(0L, new MalformedEventException(Fault.NOT_JSON, "data"));
    List<Unacceptable> refused = intake.takeAgain(records(0, 1), new Ledger());
    assertThat(refused).extracting(Unacceptable::reason).containsExactly("not_json: data");
    assertThat(inLedger).containsExactly(1L);
    assertThat(letters).isEmpty();
    assertThat(told).isEmpty();
  }

  private void take(long... offsets) {
    intake.take(records(offsets), new Ledger());
  }

  private static List<ConsumerRecord<String, byte[]>> records(long... offsets) {
    return LongStream.of(offsets)
        .mapToObj(offset -> new ConsumerRecord<>("otp.requests", 0, offset, "key", new byte[0]))
        .toList();
  }

  private Reading read(ConsumerRecord<String, byte[]> origin) {
    switch (unreadable.get(origin.offset())) {
      case null -> {
        Received event =
            new Received(
                "id",
                "/source",
                new OtpCancelRequested(UUID.randomUUID(), "shop"),
                Instant.EPOCH,
                origin);
        return unopened.contains(origin.offset()) ? new Unopened(event, "later") : event;
      }
      case MalformedEventException malformed -> {
        return new Unacceptable(origin, malformed.getMessage());
      }
      case RuntimeException bug -> throw bug;
      case Error error -> throw error;
      case Throwable other -> throw new AssertionError(other);
    }
  }

  private void park(List<Parking.Parked> records) {
    for (Parking.Parked one : records) {
      Position at = one.position();
      parked.add(
          at.topic()
              + "-"
              + at.partition()
              + "@"
              + at.offset()
              + " "
              + one.keyId()
              + " "
              + one.until());
    }
  }

  private final class Ledger implements TopicIntake {

    @Override
    public String topic() {
      return "otp.requests";
    }

    @Override
    public void write(List<Received> events) {
      for (Received event : events) {
        RuntimeException failure = unwritable.get(event.origin().offset());
        if (failure != null) {
          throw failure;
        }
      }
      events.forEach(event -> inLedger.add(event.origin().offset()));
    }

    @Override
    public Instant waitsForItsKeyUntil(Received event) {
      return event.recordedAt().plusSeconds(120);
    }

    @Override
    public void giveUp(Unacceptable letter) {
      told.add(letter.origin().offset());
      throw new IllegalArgumentException("a bug in the telling");
    }
  }

  private final class Letters extends KafkaTemplate<String, byte[]> {

    Letters() {
      super(new DefaultKafkaProducerFactory<>(Map.of()));
    }

    @Override
    public CompletableFuture<SendResult<String, byte[]>> send(
        ProducerRecord<String, byte[]> letter) {
      if (kafkaIsAway) {
        return CompletableFuture.failedFuture(new IllegalStateException("away"));
      }
      letters.add(
          new String(letter.headers().lastHeader("dlt-original-offset").value())
              + " "
              + new String(letter.headers().lastHeader("dlt-reason").value()));
      return CompletableFuture.completedFuture(null);
    }
  }
}
