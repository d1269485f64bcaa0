package dev.phoneproof.worker.operator;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.phoneproof.worker.privacy.AuditTrail;
import dev.phoneproof.worker.privacy.AuditTrail.Filter;
import dev.phoneproof.worker.privacy.Page;
import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows who did what to which verification. */
@RestController
final class AuditController {

  private static final Pattern ACTION = Pattern.compile("[A-Z_]{1,40}");

  /** No row is older or newer than what PostgreSQL and Java agree on. */
  private static final Instant FIRST = Instant.EPOCH;

  private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

  private final AuditTrail audit;

  AuditController(AuditTrail audit) {
    this.audit = audit;
  }

  @GetMapping("/operator/v1/audit")
  Trail trail(
      @RequestParam(required = false) @Nullable String verificationId,
      @RequestParam(required = false) @Nullable String from,
      @RequestParam(required = false) @Nullable String to,
      @RequestParam(required = false) @Nullable String action,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = "100") int limit,
      HttpServletRequest call) {
    if (action != null && !ACTION.matcher(action).matches()) {
      throw new ProblemException(ProblemCode.INVALID_REQUEST);
    }
    @Nullable UUID id = verificationId == null ? null : Members.id(verificationId);
    Page page =
        audit.read(
            new Filter(id, time(from, FIRST), time(to, LAST), action),
            Members.cursor(cursor),
            Members.limit(limit));
    CallOutcome.set(call, "shown " + page.rows().size() + (id == null ? "" : " of " + id));
    return new Trail(page.rows(), page.next());
  }

  static Instant time(@Nullable String text, Instant otherwise) {
    try {
      Instant time = text == null ? otherwise : Instant.parse(text);
      if (time.isBefore(FIRST) || time.isAfter(LAST)) {
        throw new ProblemException(ProblemCode.INVALID_REQUEST);
      }
      return time;
    } catch (DateTimeException e) {
      throw new ProblemException(ProblemCode.INVALID_REQUEST);
    }
  }

  /**
   * Some of the trail, the oldest first.
   *
   * @param cursor sent back, it brings what came later; null: nothing did
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Trail(List<Map<String, Object>> events, @Nullable String cursor) {}
}
