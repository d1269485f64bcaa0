package dev.phoneproof.simulator.twofactor;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToLongFunction;

/**
 * Counts calls and what they did, in all and for each number, for checks from outside. A call
 * counts when it arrived, whatever fault it met; a send, resend or guess when it took effect.
 */
public final class Traffic {

  /** The things counted. */
  public enum Event {
    SEND_CALL(0),
    SEND(1),
    RESEND_CALL(2),
    RESEND(3),
    VERIFY_CALL(4),
    GUESS(5);

    private final int slot;

    Event(int slot) {
      this.slot = slot;
    }
  }

  /** A count for each event. */
  public record Counts(
      long sendCalls, long sends, long resendCalls, long resends, long verifyCalls, long guesses) {}

  private static final int EVENTS = Event.values().length;

  private final LongAdder[] total = new LongAdder[EVENTS];
  private final BoundedMap<String, AtomicIntegerArray> byNumber;

  Traffic(int retained) {
    byNumber = new BoundedMap<>(retained);
    Arrays.setAll(total, _ -> new LongAdder());
  }

  public void count(Event event, String number) {
    total[event.slot].increment();
    byNumber.getOrCreate(number, _ -> new AtomicIntegerArray(EVENTS)).incrementAndGet(event.slot);
  }

  public Counts total() {
    return counts(event -> total[event.slot].sum());
  }

  public Counts of(String number) {
    AtomicIntegerArray found = byNumber.get(number);
    return counts(event -> found == null ? 0 : found.get(event.slot));
  }

  /** How many numbers are known (the oldest are forgotten). */
  public int numbers() {
    return byNumber.size();
  }

  /** How many known numbers got more than one first message: 0 when nothing was sent twice. */
  public long numbersSentMoreThanOnce() {
    return byNumber.values().stream().filter(counts -> counts.get(Event.SEND.slot) > 1).count();
  }

  void clear() {
    byNumber.clear();
    for (LongAdder adder : total) {
      adder.reset();
    }
  }

  private static Counts counts(ToLongFunction<Event> count) {
    return new Counts(
        count.applyAsLong(Event.SEND_CALL),
        count.applyAsLong(Event.SEND),
        count.applyAsLong(Event.RESEND_CALL),
        count.applyAsLong(Event.RESEND),
        count.applyAsLong(Event.VERIFY_CALL),
        count.applyAsLong(Event.GUESS));
  }
}
