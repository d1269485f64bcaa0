package dev.phoneproof.events;

import org.jspecify.annotations.Nullable;

/**
 * Where a request came from, as keyed tags: comparable within a day, not readable.
 *
 * @param originTag tag of the network; null if unknown
 * @param sessionTag tag of the browser session; null if none
 * @param deviceTag tag of the device; null if unknown
 * @param knownDevice whether this device has verified this number before; null if unknown
 */
public record Origin(
    @Nullable String originTag,
    @Nullable String sessionTag,
    @Nullable String deviceTag,
    @Nullable Boolean knownDevice) {

  /** Nothing known. */
  public static final Origin UNKNOWN = new Origin(null, null, null, null);
}
