package dev.phoneproof.gateway.verification;

import dev.phoneproof.events.Pin;
import dev.phoneproof.gateway.access.Caller;
import dev.phoneproof.gateway.access.KnownDevices;
import dev.phoneproof.gateway.access.Token;
import dev.phoneproof.gateway.access.VerificationAccess;
import dev.phoneproof.gateway.body.JsonObject;
import dev.phoneproof.gateway.problem.Problem;
import dev.phoneproof.gateway.problem.ProblemCode;
import dev.phoneproof.gateway.problem.Texts;
import dev.phoneproof.gateway.view.Seen;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RestController;

/** Takes typed PINs and tells the verdicts. */
@RestController
final class SubmissionController {

  private final Verifications verifications;
  private final VerificationAccess access;
  private final Submissions submissions;
  private final VerdictAnswers answers;
  private final PageTokens pageTokens;
  private final KnownDevices devices;
  private final Duration verdictWait;

  SubmissionController(
      Verifications verifications,
      VerificationAccess access,
      Submissions submissions,
      VerdictAnswers answers,
      PageTokens pageTokens,
      KnownDevices devices,
      VerificationSettings settings) {
    this.verifications = verifications;
    this.access = access;
    this.submissions = submissions;
    this.answers = answers;
    this.pageTokens = pageTokens;
    this.devices = devices;
    this.verdictWait = settings.verdictWait();
  }

  @PostMapping(Verifications.PATH + "/{id}/submissions")
  ResponseEntity<Map<String, Object>> submit(
      @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
      HttpServletRequest http,
      HttpServletResponse response,
      @PathVariable String id,
      JsonObject body) {
    Token token = access.require(caller, http, id);
    IdempotencyKey key = IdempotencyKey.of(http.getHeader(IdempotencyKey.HEADER), caller);
    Pin pin = pin(body);
    Preferences preferences = Preferences.of(http.getHeaders(Preferences.HEADER));
    Seen seen = verifications.seen(token);
    if (submissions.isTooLate(seen, key)) {
      throw pageTokens.ended(caller, response, token, seen);
    }
    Optional<Answered> verdict = submissions.submit(token, key, pin, wait(preferences));
    if (verdict.isPresent()) {
      if (verdict.get().proof() != null) {
        // Of the worker's own hand: a forged outcome makes no device known.
        devices.remember(caller, http, response, token);
      }
      pageTokens.told(caller, response, token, verifications.seen(token));
      return ResponseEntity.ok(answers.of(verdict.get(), token, language(http, token)));
    }
    HttpHeaders headers = new HttpHeaders();
    if (preferences.respondAsync()) {
      headers.set(Preferences.APPLIED, "respond-async");
    }
    return new ResponseEntity<>(
        verifications.state(verifications.seen(token), token), headers, HttpStatus.ACCEPTED);
  }

  private static Pin pin(JsonObject body) {
    body.withOnly("pin");
    String typed = Objects.requireNonNullElse(body.anyText("pin"), "");
    if (!Pin.isPossible(typed)) {
      throw Problem.of(ProblemCode.INVALID_PIN).thrown();
    }
    return Pin.plain(typed);
  }

  private Duration wait(Preferences preferences) {
    Duration unlessAsked = preferences.respondAsync() ? Duration.ZERO : verdictWait;
    Duration asked = preferences.patience().orElse(unlessAsked);
    return asked.compareTo(verdictWait) < 0 ? asked : verdictWait;
  }

  /** Of this call if it says one, else of the request that began it all. */
  private static Locale language(HttpServletRequest http, Token token) {
    return http.getHeader(HttpHeaders.ACCEPT_LANGUAGE) == null
        ? Locale.forLanguageTag(token.request().locale())
        : Texts.language(http);
  }
}
