package dev.phoneproof.worker.retention;

import java.util.Map;

/**
 * What one batch was.
 *
 * @param rows how many of each table; 0 is said too, for it proves that nothing is left
 * @param more whether another batch may find something
 */
record Tally(Map<String, Long> rows, boolean more) {

  long total() {
    return rows.values().stream().mapToLong(Long::longValue).sum();
  }
}
