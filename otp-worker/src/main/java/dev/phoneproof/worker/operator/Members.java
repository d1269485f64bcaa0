package dev.phoneproof.worker.operator;

import dev.phoneproof.events.PhoneNumber;
import dev.phoneproof.worker.privacy.Cursor;
import dev.phoneproof.worker.verification.Msisdn;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads members of a call's body strictly; what is wrong is refused and not repeated. */
final class Members {

  private static final int MOST_ROWS = 200;
  private static final int USUAL_ROWS = 50;

  private Members() {}

  /** A number with its plus, as E.164 has it: an operator's local habits must not pick another. */
  static Msisdn number(JsonNode body) {
    try {
      return new Msisdn(
          PhoneNumber.plain(body.path("phoneNumber").asString("")).plain().orElseThrow());
    } catch (IllegalArgumentException e) {
      throw new ProblemException(ProblemCode.INVALID_REQUEST);
    }
  }

  static UUID id(@Nullable String text) {
    try {
      return UUID.fromString(String.valueOf(text));
    } catch (IllegalArgumentException e) {
      throw new ProblemException(ProblemCode.INVALID_REQUEST);
    }
  }

  static @Nullable Cursor cursor(@Nullable String text) {
    try {
      return text == null ? null : Cursor.parse(text);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(ProblemCode.INVALID_REQUEST);
    }
  }

  static int limit(JsonNode body) {
    return body.has("limit") ? limit(body.path("limit").asInt(0)) : USUAL_ROWS;
  }

  static int limit(int asked) {
    if (asked < 1 || asked > MOST_ROWS) {
      throw new ProblemException(ProblemCode.INVALID_REQUEST);
    }
    return asked;
  }
}
