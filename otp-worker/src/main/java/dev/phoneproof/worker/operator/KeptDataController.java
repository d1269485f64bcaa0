package dev.phoneproof.worker.operator;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.phoneproof.worker.privacy.KeptData;
import dev.phoneproof.worker.privacy.Page;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Shows what is kept, with masked numbers. A number comes in a body: a URL would be logged. */
@RestController
final class KeptDataController {

  private final KeptData kept;

  KeptDataController(KeptData kept) {
    this.kept = kept;
  }

  @PostMapping(path = "/operator/v1/lookups", consumes = "application/json")
  Found lookUp(@RequestBody JsonNode body, HttpServletRequest call) {
    if (body.has("id") == body.has("phoneNumber")) {
      throw new ProblemException(ProblemCode.INVALID_REQUEST);
    }
    Page page = body.has("id") ? byId(body, call) : byNumber(body, call);
    CallOutcome.set(call, "found " + page.rows().size());
    return new Found(page.rows(), page.next());
  }

  private Page byId(JsonNode body, HttpServletRequest call) {
    Optional<Map<String, Object>> found =
        kept.one(Members.id(body.path("id").asString("")), Caller.of(call));
    return new Page(found.map(List::of).orElse(List.of()), null);
  }

  private Page byNumber(JsonNode body, HttpServletRequest call) {
    @Nullable String cursor = body.path("cursor").asString(null);
    return kept.ofNumber(
        Members.number(body), Members.cursor(cursor), Members.limit(body), Caller.of(call));
  }

  @GetMapping("/operator/v1/verifications/{id}")
  Map<String, Object> one(@PathVariable String id, HttpServletRequest call) {
    return kept.one(Members.id(id), Caller.of(call))
        .orElseThrow(() -> new ProblemException(ProblemCode.VERIFICATION_NOT_FOUND));
  }

  /**
   * Some verifications.
   *
   * @param cursor sent back, it brings the next ones; null: there are none
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Found(List<Map<String, Object>> verifications, @Nullable String cursor) {}
}
