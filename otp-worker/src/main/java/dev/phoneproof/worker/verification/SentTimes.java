package dev.phoneproof.worker.verification;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Whether what a look-up reports means that an uncertain send went out. */
public final class SentTimes {

  /** Clocks differ, and Infobip may report whole seconds. */
  private static final Duration TOLERANCE = Duration.ofSeconds(5);

  private SentTimes() {}

  /**
   * Whether a reported time is left that no other send of ours explains.
   *
   * @param reported when messages to this number went out, as the provider says
   * @param startedAt when the uncertain call began
   * @param others calls of ours to this number that are known to have sent, as the spans in which
   *     they did; each explains one reported time
   */
  public static boolean revealSend(
      Collection<Instant> reported, Instant startedAt, Collection<Span> others) {
    List<Span> unused = new ArrayList<>(others);
    for (Instant time : reported.stream().sorted().toList()) {
      boolean explained =
          unused.stream()
              .filter(span -> span.holds(time))
              .findFirst()
              .map(unused::remove)
              .isPresent();
      if (!explained && !time.isBefore(startedAt.minus(TOLERANCE))) {
        return true;
      }
    }
    return false;
  }

  /** From the start of a call to its end. */
  public record Span(Instant from, Instant to) {

    boolean holds(Instant time) {
      return !time.isBefore(from.minus(TOLERANCE)) && !time.isAfter(to.plus(TOLERANCE));
    }
  }
}
