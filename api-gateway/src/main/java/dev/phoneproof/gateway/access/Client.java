package dev.phoneproof.gateway.access;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Somebody in whose name verifications are asked for: a backend with API keys, web pages of some
 * origins, or both.
 *
 * @param id public
 * @param keys at most two that are active
 * @param purposes what its verifications may be for
 * @param pagePurposes of these, what its pages may begin by themselves: with any number, for
 *     anybody can write the origin of a page
 * @param origins pages of these may call without a key, each as a browser sends it: {@code
 *     https://shop.example}
 * @param limits how much it may ask of a gateway
 */
public record Client(
    String id,
    List<Key> keys,
    Set<String> purposes,
    Set<String> pagePurposes,
    Set<String> origins,
    Limits limits) {

  /** What a client may do that the settings do not describe further. */
  static final Set<String> DEFAULT_PURPOSES = Set.of("verification");

  /** The program of the demo, in which everybody on this machine is the same client. */
  static final Client OPEN =
      new Client("open", List.of(), Set.of(), Set.of(), Set.of(), new Limits(1_000_000, 1_000_000));

  /** Makes it unchangeable. */
  public Client {
    keys = List.copyOf(keys);
    purposes = Set.copyOf(purposes);
    pagePurposes = Set.copyOf(pagePurposes);
    origins = Set.copyOf(origins);
  }

  /** Whether it may ask for verifications of a purpose. */
  boolean mayAskFor(String purpose) {
    return this == OPEN || purposes.contains(purpose);
  }

  /** Whether its pages may ask for verifications of a purpose without its backend. */
  boolean pagesMayAskFor(String purpose) {
    return this == OPEN || pagePurposes.contains(purpose);
  }

  /**
   * A key, known by its SHA-256 alone.
   *
   * @param sha256 of the key's text
   * @param expires from when it is refused; null: never
   */
  record Key(byte[] sha256, @Nullable Instant expires) {

    boolean isActive(Instant now) {
      return expires == null || now.isBefore(expires);
    }

    /** Without the hash. */
    @Override
    public String toString() {
      return "Key[expires=" + expires + "]";
    }
  }

  /**
   * How much one gateway takes of it: of its backend, and as much again of its pages.
   *
   * @param verificationsPerMinute new verifications and resends
   * @param callsPerMinute calls of any kind
   */
  public record Limits(int verificationsPerMinute, int callsPerMinute) {

    /**
     * A thousand a second, and ten calls for each: our choice; a backend is trusted with bursts.
     */
    static final Limits DEFAULT = new Limits(60_000, 600_000);
  }

  /** Says who it is, not what opens its door. */
  @Override
  public String toString() {
    return "Client[" + id + "]";
  }
}
