package dev.phoneproof.worker.operator;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.phoneproof.worker.retention.PurgeRun;
import dev.phoneproof.worker.retention.Purges;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Starts purges on demand and shows what was removed. */
@RestController
final class PurgesController {

  private static final int MOST = 500;

  private final Purges purges;

  PurgesController(Purges purges) {
    this.purges = purges;
  }

  /** Strict: to leave the member out must not decide whether anything is removed. */
  @PostMapping(path = "/operator/v1/purges", consumes = "application/json")
  @ResponseStatus(HttpStatus.ACCEPTED)
  Started start(@RequestBody JsonNode body, HttpServletRequest call) {
    JsonNode dryRun = body.path("dryRun");
    if (!dryRun.isBoolean()) {
      throw new ProblemException(ProblemCode.INVALID_REQUEST);
    }
    UUID id =
        purges
            .order(dryRun.booleanValue())
            .orElseThrow(() -> new ProblemException(ProblemCode.PURGE_RUNNING));
    CallOutcome.set(call, (dryRun.booleanValue() ? "dry run " : "purge ") + id);
    return new Started(id);
  }

  @GetMapping("/operator/v1/purges")
  Runs newest(@RequestParam(defaultValue = "100") int limit) {
    if (limit < 1 || limit > MOST) {
      throw new ProblemException(ProblemCode.INVALID_REQUEST);
    }
    return new Runs(purges.newest(limit).stream().map(Run::of).toList());
  }

  record Started(UUID id) {}

  record Runs(List<Run> purges) {}

  /** A run; {@code running} has no end yet. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Run(
      UUID id,
      String trigger,
      boolean dryRun,
      @Time Instant startedAt,
      @Nullable @Time Instant endedAt,
      String outcome,
      Map<String, Removed> records) {

    static Run of(PurgeRun run) {
      PurgeRun.Outcome outcome = run.outcome();
      Map<String, Removed> records = new TreeMap<>();
      run.records()
          .forEach((kind, gone) -> records.put(kind, new Removed(gone.upTo(), gone.rows())));
      return new Run(
          run.id(),
          lower(run.trigger()),
          run.dryRun(),
          run.startedAt(),
          run.endedAt(),
          outcome == null ? "running" : lower(outcome),
          records);
    }

    private static String lower(Enum<?> value) {
      return value.name().toLowerCase(Locale.ROOT);
    }
  }

  /** What ended up to then and was removed, or counted by a dry run. */
  record Removed(@Time Instant upTo, long rows) {}
}
