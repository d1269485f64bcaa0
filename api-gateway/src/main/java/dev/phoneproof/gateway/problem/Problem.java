package dev.phoneproof.gateway.problem;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A refusal to be told to the caller. It names members and codes of ours, never what was sent.
 *
 * @param code what is wrong
 * @param detailKey key of the sentence for the person, in the message bundles
 * @param members further members of the problem, for example the state of an ended verification
 * @param retryAfter when another try makes sense; null if time does not help
 */
public record Problem(
    ProblemCode code,
    String detailKey,
    Map<String, Object> members,
    @Nullable Duration retryAfter) {

  /** A problem that its code says completely. */
  public static Problem of(ProblemCode code) {
    return new Problem(code, "problem." + code.wireName(), Map.of(), null);
  }

  /** A request with one wrong member, or header. */
  public static Problem invalid(String member) {
    return of(ProblemCode.INVALID_REQUEST).because("member").with("member", member);
  }

  /** "Not now": with the time to wait. */
  public static Problem unavailable(Duration retryAfter) {
    return of(ProblemCode.UNAVAILABLE).retryAfter(retryAfter);
  }

  /** The same problem with a sentence of its own. */
  public Problem because(String subKey) {
    return new Problem(code, "problem." + code.wireName() + "." + subKey, members, retryAfter);
  }

  /** The same problem with one more member. */
  public Problem with(String name, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(members);
    more.put(name, value);
    return new Problem(code, detailKey, more, retryAfter);
  }

  /** The same problem with a time to wait. */
  public Problem retryAfter(Duration wait) {
    return new Problem(code, detailKey, members, wait);
  }

  /** To leave the handling of a request at once. */
  public ProblemException thrown() {
    return new ProblemException(this);
  }
}
