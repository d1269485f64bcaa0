package dev.phoneproof.gateway.verification;

import dev.phoneproof.gateway.view.Seen;
import java.time.Instant;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A revision as an entity tag. {@code no_answer} is not a revision of the worker's, so the tag says
 * it beside the number: who knows {@code "2"} must learn of {@code "2+no_answer"}.
 *
 * @param number the worker's revision
 * @param noAnswer whether the state is the gateway's own {@code EXPIRED no_answer}
 */
record Revision(int number, boolean noAnswer) {

  private static final Pattern TAG = Pattern.compile("(?:W/)?\"([0-9]{1,9})(\\+no_answer)?\"");

  static Revision of(Seen seen, Instant now) {
    return new Revision(seen.state().revision(), seen.isSilent(now));
  }

  /** The highest revision that the caller says to know; empty when none was understood. */
  static Optional<Revision> known(Enumeration<String> ifNoneMatch) {
    return Collections.list(ifNoneMatch).stream()
        .flatMap(header -> TAG.matcher(header).results())
        .map(tag -> new Revision(Integer.parseInt(tag.group(1)), tag.group(2) != null))
        .reduce((one, other) -> other.isNewerThan(one) ? other : one);
  }

  boolean isNewerThan(Revision known) {
    return number > known.number || number == known.number && noAnswer && !known.noAnswer;
  }

  String tag() {
    return "\"" + number + (noAnswer ? "+no_answer" : "") + "\"";
  }
}
