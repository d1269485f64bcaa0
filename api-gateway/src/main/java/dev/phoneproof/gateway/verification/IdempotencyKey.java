package dev.phoneproof.gateway.verification;

import dev.phoneproof.gateway.access.Caller;
import dev.phoneproof.gateway.problem.Problem;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The caller's own name for a call that must have its effect once.
 *
 * @param value 1 to 128 visible ASCII characters; from a browser a random UUID
 */
record IdempotencyKey(String value) {

  static final String HEADER = "Idempotency-Key";

  private static final Pattern VISIBLE = Pattern.compile("[\\x21-\\x7e]{1,128}");

  /** In a browser a key that can be guessed would let another page share the verification. */
  private static final Pattern RANDOM_UUID =
      Pattern.compile(
          "[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-4[0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}");

  /** The key in a header; null when there is none. */
  static @Nullable IdempotencyKey of(@Nullable String header, Caller caller) {
    if (header == null) {
      return null;
    }
    Pattern form = caller.browser() ? RANDOM_UUID : VISIBLE;
    if (!form.matcher(header).matches()) {
      throw Problem.invalid(HEADER).thrown();
    }
    return new IdempotencyKey(header);
  }

  /** Without the key: with it and a guess anybody could ask for the same verification. */
  @Override
  public String toString() {
    return "IdempotencyKey[redacted]";
  }
}
