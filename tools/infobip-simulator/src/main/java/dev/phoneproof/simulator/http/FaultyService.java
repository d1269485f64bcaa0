package dev.phoneproof.simulator.http;

import dev.phoneproof.simulator.contract.CallKind;
import dev.phoneproof.simulator.fault.Acceptance;
import dev.phoneproof.simulator.fault.Effect;
import dev.phoneproof.simulator.fault.Faults;
import dev.phoneproof.simulator.fault.Faults.Plan;
import dev.phoneproof.simulator.twofactor.Delivery;
import dev.phoneproof.simulator.twofactor.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** Runs a call as the ordered faults want it. */
final class FaultyService {
  private final Faults faults;

  FaultyService(Faults faults) {
    this.faults = faults;
  }

  /** The service's own work. */
  interface Work extends Function<Delivery, Outcome<?>> {}

  /**
   * Runs one call, spoilt or not.
   *
   * @param number whom the call is about, empty when nobody
   * @param answer makes the answer of an outcome
   */
  Answer run(CallKind call, String number, Work work, Function<Outcome<?>, ? extends Answer> answer)
      throws InterruptedException {
    Plan plan = faults.plan(call, number);
    if (plan.delay().isPositive()) {
      Thread.sleep(plan.delay());
    }
    return switch (plan.effect()) {
      case null -> answer.apply(work.apply(Delivery.ARRIVES));
      case Effect.Latency _ -> answer.apply(work.apply(Delivery.ARRIVES));
      case Effect.PerSecond _ ->
          Answer.error(429, "TOO_MANY_REQUESTS", "Too many requests").with("Retry-After", "1");
      case Effect.NotSent _ -> after(plan, work, Delivery.NOT_SENT, answer, answer);
      case Effect.NotReachable _ -> after(plan, work, Delivery.NOT_REACHABLE, answer, answer);
      case Effect.Replacement it when it.acceptance() == Acceptance.BEFORE -> replacement(it);
      case Effect.Replacement it ->
          after(plan, work, Delivery.ARRIVES, _ -> replacement(it), answer);
    };
  }

  private static Answer after(
      Plan plan,
      Work work,
      Delivery delivery,
      Function<Outcome<?>, ? extends Answer> struck,
      Function<Outcome<?>, ? extends Answer> usual) {
    Outcome<?> outcome = work.apply(delivery);
    if (outcome instanceof Outcome.Done<?>) {
      return struck.apply(outcome);
    }
    Objects.requireNonNull(plan.struck()).release();
    return usual.apply(outcome);
  }

  private static Answer replacement(Effect.Replacement effect) {
    return switch (effect) {
      case Effect.Status status -> status(status);
      case Effect.Timeout timeout -> new Answer.Silence(timeout.silence());
      case Effect.Reset _ -> new Answer.Reset();
      case Effect.Malformed _ -> raw(200, "{\"pinId\":\"9C817C6F8AF3D4");
      case Effect.Empty _ -> raw(200, "");
    };
  }

  private static Answer status(Effect.Status status) {
    String body = status.body();
    Answer.Content content =
        body != null
            ? raw(status.status(), body)
            : Answer.error(
                status.status(),
                Objects.requireNonNullElseGet(status.messageId(), () -> messageId(status.status())),
                Objects.requireNonNullElse(status.text(), "A fault ordered from the simulator"));
    Integer retryAfter = status.retryAfterSeconds();
    return retryAfter == null ? content : content.with("Retry-After", retryAfter.toString());
  }

  private static Answer.Content raw(int status, String body) {
    return new Answer.Content(
        status, "application/json", body.getBytes(StandardCharsets.UTF_8), Map.of());
  }

  private static String messageId(int status) {
    return switch (status) {
      case 400 -> "BAD_REQUEST";
      case 401 -> "UNAUTHORIZED";
      case 403 -> "FORBIDDEN";
      case 404 -> "NOT_FOUND";
      case 429 -> "TOO_MANY_REQUESTS";
      case 500 -> "GENERAL_ERROR";
      case 503 -> "SERVICE_UNAVAILABLE";
      default -> "ERROR_" + status;
    };
  }

  /** At least one second, rounded up. */
  static String seconds(Duration wait) {
    return String.valueOf(Math.max(1, Math.ceilDiv(wait.toMillis(), 1000L)));
  }
}
