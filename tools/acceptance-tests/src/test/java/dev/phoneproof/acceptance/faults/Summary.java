package dev.phoneproof.acceptance.faults;

import dev.phoneproof.acceptance.Layout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a scenario came to, in figures.
 *
 * @param accepted verifications that were accepted
 * @param served of them, those that were sent
 * @param ends how often each end was reached
 * @param messages messages that left the provider, resends included
 * @param faults how often something was broken
 * @param slowestEnd the most by which an end was late, after its time
 */
record Summary(
    String scenario,
    int accepted,
    int served,
    Map<String, Long> ends,
    int messages,
    int faults,
    Duration slowestEnd) {

  static Summary of(
      String scenario,
      Collection<Ledger.Row> rows,
      int accepted,
      int messages,
      int faults,
      Duration slowestEnd) {
    Map<String, Long> ends =
        rows.stream()
            .collect(
                Collectors.groupingBy(
                    row -> row.status() + (row.reason() == null ? "" : ":" + row.reason()),
                    TreeMap::new,
                    Collectors.counting()));
    int served = (int) rows.stream().filter(row -> row.sentAt() != null).count();
    return new Summary(scenario, accepted, served, ends, messages, faults, slowestEnd);
  }

  long ended(String state, String reason) {
    return ends.getOrDefault(state + ":" + reason, 0L);
  }

  /** Everybody got a PIN that could be checked. */
  boolean everybodyWasServed() {
    return served == accepted;
  }

  void report() {
    System.out.println("faults: " + this);
    Path file = Layout.logs().resolve("faults.txt");
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, this + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return "%s: accepted %d, served %d, ends %s, messages %d, faults %d, latest end %.1f s"
        .formatted(
            scenario, accepted, served, ends, messages, faults, slowestEnd.toMillis() / 1000.0);
  }
}
