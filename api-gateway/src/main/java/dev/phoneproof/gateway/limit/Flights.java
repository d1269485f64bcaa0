package dev.phoneproof.gateway.limit;

import dev.phoneproof.gateway.problem.Problem;
import dev.phoneproof.gateway.problem.ProblemCode;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Submissions on their way to a verdict: one for each verification, so that nobody can try PINs
 * side by side. The same submission may be on its way several times: repeated, it is still one
 * guess.
 */
public final class Flights {

  /** A verdict mostly comes within a second. */
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  /**
   * So many repeats the worker gives their proof, the newest. Whoever repeats more often would only
   * make the one thread that reads outcomes ask more of them whose proof it is.
   */
  private static final int MOST = 4;

  private final Map<UUID, Underway> underway = new ConcurrentHashMap<>();

  Flights() {}

  /**
   * Starts one, or ends the call here with 429 while another one is on its way, or this one four
   * times.
   */
  public Flight begin(UUID verification, UUID submission) {
    underway.merge(
        verification, new Underway(submission, 1), (one, other) -> one.joinedBy(other.submission));
    return () -> underway.computeIfPresent(verification, (id, one) -> one.withoutOne());
  }

  int size() {
    return underway.size();
  }

  /** One on its way; to be closed once, when it has its verdict or is not awaited any longer. */
  public interface Flight extends AutoCloseable {

    @Override
    void close();
  }

  private record Underway(UUID submission, int times) {

    Underway joinedBy(UUID other) {
      if (!submission.equals(other) || times == MOST) {
        throw Problem.of(ProblemCode.RATE_LIMITED).retryAfter(RETRY_AFTER).thrown();
      }
      return new Underway(submission, times + 1);
    }

    @Nullable Underway withoutOne() {
      return times == 1 ? null : new Underway(submission, times - 1);
    }
  }
}
