package dev.phoneproof.worker.operator;

import dev.phoneproof.events.ErasureCompleted.Counts;
import dev.phoneproof.worker.privacy.Erasure;
import dev.phoneproof.worker.privacy.ErasureFile;
import dev.phoneproof.worker.privacy.Erasures;
import dev.phoneproof.worker.privacy.Exports;
import dev.phoneproof.worker.privacy.Exports.Export;
import dev.phoneproof.worker.privacy.Looker;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Does what a person has the right to. The record of these calls has counts and no ids. */
@RestController
final class RightsController {

  private final Erasures erasures;
  private final Exports exports;
  private final ErasureFile file;

  RightsController(Erasures erasures, Exports exports, ErasureFile file) {
    this.erasures = erasures;
    this.exports = exports;
    this.file = file;
  }

  @PostMapping(path = "/operator/v1/erasures", consumes = "application/json")
  Erased erase(@RequestBody JsonNode body, HttpServletRequest call) {
    Looker by = Caller.of(call);
    Erasure done = erasures.erase(Members.number(body), by.actor(), by.reason());
    Counts counts = Objects.requireNonNull(done.counts());
    CallOutcome.set(call, "erased " + counts.verifications());
    return new Erased(done.requestId(), done.erasedAt(), counts);
  }

  /** To be kept with the backups: they have what was erased after them. */
  @GetMapping(path = "/operator/v1/erasures", produces = "application/x-ndjson")
  String remembered(
      @RequestParam(required = false) @Nullable String from, HttpServletRequest call) {
    List<Erasure> all = erasures.since(AuditController.time(from, Instant.EPOCH));
    CallOutcome.set(call, "shown " + all.size());
    return file.lines(all);
  }

  @PostMapping(path = "/operator/v1/exports", consumes = "application/json")
  Map<String, Object> export(@RequestBody JsonNode body, HttpServletRequest call) {
    Export export = exports.of(Members.number(body), Caller.of(call));
    CallOutcome.set(call, "exported " + export.verifications());
    return export.content();
  }

  /** What was erased. */
  record Erased(UUID requestId, @Time Instant erasedAt, Counts counts) {}
}
