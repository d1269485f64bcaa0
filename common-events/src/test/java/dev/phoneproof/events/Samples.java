package dev.phoneproof.events;

import dev.phoneproof.events.CallerData.Transaction;
import dev.phoneproof.events.ErasureCompleted.Counts;
import dev.phoneproof.events.VerificationState.Times;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Events with every combination of optional members. */
final class Samples {

  static final String NUMBER = "+385912345678";
  static final String PIN = "48215937";
  static final String JWE = "aGVhZGVy.a2V5.aXY.Y2lwaGVydGV4dA.dGFn";
  static final Instant TIME = Instant.parse("2026-11-23T09:15:00.123Z");

  private static final UUID ID = UUID.fromString("018f6a52-7c1e-4b5d-9f3a-2d6c0e4b8a71");
  private static final UUID OTHER_ID = UUID.fromString("5b0c9e7d-4f21-4c8e-8d6b-91a3f7e25c40");
  private static final String CLIENT = "billing";

  private Samples() {}

  static Stream<Event> all() {
    return Stream.of(
            requested(),
            Stream.of(Channel.values())
                .map(channel -> new OtpResendRequested(ID, CLIENT, channel, TIME)),
            Stream.of(Pin.plain(PIN), Pin.sealed(JWE))
                .map(pin -> new OtpSubmitted(ID, CLIENT, OTHER_ID, pin, TIME)),
            Stream.of(new OtpCancelRequested(ID, CLIENT)),
            changed(),
            changedToEveryConstant(),
            Stream.of(PhoneNumber.plain(NUMBER), PhoneNumber.sealed(JWE))
                .map(number -> new ErasureRequested(OTHER_ID, number)),
            Stream.of(new Counts(0, 0, 0), new Counts(3, Integer.MAX_VALUE, 2))
                .map(counts -> new ErasureCompleted(OTHER_ID, counts)))
        .flatMap(events -> events.map(Event.class::cast));
  }

  static Stream<Event> of(EventType type) {
    return all().filter(event -> event.type() == type);
  }

  static CloudEvent<Event> wrapped(Event event) {
    return CloudEvent.of(event, "/billing", TIME);
  }

  private static Stream<OtpRequested> requested() {
    return combinations(9).map(Samples::requested);
  }

  private static OtpRequested requested(Choice with) {
    return new OtpRequested(
        ID,
        CLIENT,
        with.bit(0) ? PhoneNumber.plain(NUMBER) : PhoneNumber.sealed(JWE),
        with.bit(1) ? Channel.SMS : Channel.VOICE,
        "de-AT",
        "login",
        new CallerData(
            with.optional(1, "order-4711"),
            with.optional(2, "~nonce!"),
            with.optional(3, new Transaction("12.50", "EUR", "Café Müller 7"))),
        new Origin(
            with.optional(4, "o_1"),
            with.optional(5, "s_1"),
            with.optional(6, "d_1"),
            with.optional(7, with.bit(0))),
        TIME,
        with.optional(8, TIME.plusSeconds(120)));
  }

  private static Stream<VerificationChanged> changed() {
    return combinations(12).map(Samples::changed);
  }

  private static VerificationChanged changed(Choice with) {
    Times times =
        new Times(
            with.optional(0, TIME),
            with.optional(1, TIME.plusSeconds(300)),
            with.optional(2, TIME.plusSeconds(60)),
            with.optional(3, TIME.plusSeconds(61)),
            with.optional(4, TIME.plusSeconds(62)));
    VerificationState state =
        new VerificationState(
            ID,
            Status.LOCKED,
            with.optional(5, Reason.TOO_MANY_ATTEMPTS),
            with.optional(6, "pending"),
            with.optional(7, Channel.SMS),
            with.optional(8, "login"),
            0,
            times,
            Integer.MAX_VALUE);
    Answer answer =
        new Answer(
            OTHER_ID,
            Verdict.TOO_MANY_ATTEMPTS,
            with.optional(10, TIME),
            with.optional(11, "aGVhZGVy..aXY.Y2lwaGVydGV4dA.dGFn"));
    return new VerificationChanged(CLIENT, state, with.optional(9, answer));
  }

  private static Stream<VerificationChanged> changedToEveryConstant() {
    int most = Math.max(Reason.values().length, Verdict.values().length);
    return IntStream.range(0, most)
        .mapToObj(i ->
            new VerificationChanged(
                CLIENT,
                new VerificationState(
                    ID,
                    any(Status.values(), i),
                    any(Reason.values(), i),
                    "delivered",
                    any(Channel.values(), i),
                    "login",
                    5,
                    Times.NONE,
                    i),
                new Answer(OTHER_ID, any(Verdict.values(), i), null)));
  }

  private static <T> T any(T[] values, int i) {
    return values[i % values.length];
  }

  private static Stream<Choice> combinations(int bits) {
    return IntStream.range(0, 1 << bits).mapToObj(Choice::new);
  }

  private record Choice(int bits) {

    boolean bit(int index) {
      return (bits & 1 << index) != 0;
    }

    <T> T optional(int index, T value) {
      return bit(index) ? value : null;
    }
  }
}
