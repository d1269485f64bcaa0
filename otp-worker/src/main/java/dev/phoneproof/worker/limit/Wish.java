package dev.phoneproof.worker.limit;

import java.util.List;
import java.util.UUID;

/**
 * A message that somebody wants, with every limit that it must keep.
 *
 * @param id of the verification, or of the resend
 * @param limits the narrowest first
 */
record Wish(UUID id, List<Limit> limits) {

  /**
   * One of them.
   *
   * @param most so many in a window
   */
  record Limit(Counter counter, int most) {}
}
