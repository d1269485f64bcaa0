package dev.phoneproof.acceptance.faults;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** When nothing could be ended in time, because no worker was there, or a server that it needs. */
final class Outages {

  /** "In time" of the ledger's rules: so long after the end, or after the return. */
  static final Duration MARGIN = Duration.ofSeconds(10);

  private final Clock clock = Clock.systemUTC();
  private final List<Span> over = new ArrayList<>();
  private final Map<String, Instant> open = new HashMap<>();

  synchronized void begins(String what) {
    open.putIfAbsent(what, clock.instant());
  }

  synchronized void ends(String what) {
    Instant from = open.remove(what);
    if (from != null) {
      over.add(new Span(what, from, clock.instant()));
    }
  }

  /** Until when that has to be ended whose life is over at this time. */
  synchronized Instant latestEnd(Instant lifeIsOver) {
    List<Span> all = new ArrayList<>(over);
    open.forEach((what, from) -> all.add(new Span(what, from, clock.instant())));
    all.sort(Comparator.comparing(Span::from));
    Instant latest = lifeIsOver.plus(MARGIN);
    for (Span span : all) {
      if (!span.from.isAfter(latest) && span.to.isAfter(lifeIsOver)) {
        Instant afterReturn = span.to.plus(MARGIN);
        latest = afterReturn.isAfter(latest) ? afterReturn : latest;
      }
    }
    return latest;
  }

  /** Whether it was away at any time between the two. */
  synchronized boolean wasAway(String what, Instant from, Instant to) {
    return over.stream()
        .anyMatch(
            span -> span.what.equals(what) && span.from.isBefore(to) && span.to.isAfter(from));
  }

  private record Span(String what, Instant from, Instant to) {}
}
