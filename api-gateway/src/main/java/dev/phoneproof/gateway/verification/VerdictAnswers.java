package dev.phoneproof.gateway.verification;

import dev.phoneproof.events.Answer;
import dev.phoneproof.events.Verdict;
import dev.phoneproof.events.VerificationChanged;
import dev.phoneproof.gateway.access.Token;
import dev.phoneproof.gateway.problem.Problem;
import dev.phoneproof.gateway.problem.ProblemCode;
import dev.phoneproof.gateway.problem.Texts;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Says a verdict over HTTP. */
@Component
final class VerdictAnswers {

  private static final Duration SOON = Duration.ofSeconds(2);

  private final Verifications verifications;
  private final Texts texts;

  VerdictAnswers(Verifications verifications, Texts texts) {
    this.verifications = verifications;
    this.texts = texts;
  }

  /** The body of a 200; what is no answer about the PIN itself leaves as a problem. */
  Map<String, Object> of(Answered answered, Token token, Locale language) {
    VerificationChanged outcome = answered.outcome();
    Answer answer = Objects.requireNonNull(outcome.answer());
    return switch (answer.verdict()) {
      case VERIFIED -> verified(answered, token, language);
      case WRONG_PIN,
          TOO_MANY_ATTEMPTS,
          PIN_EXPIRED,
          PROVIDER_UNAVAILABLE,
          VERIFY_OUTCOME_UNKNOWN ->
          notVerified(answer, outcome.state().attemptsRemaining(), language);
      case NOT_SENT_YET ->
          throw Problem.of(ProblemCode.NOT_SENT_YET).retryAfter(until(answer.retryAt())).thrown();
      case ENDED -> throw verifications.ended(outcome.state(), token).thrown();
    };
  }

  /** Without its proof a success is over: it may be a repeat that came too late, or a forgery. */
  private Map<String, Object> verified(Answered answered, Token token, Locale language) {
    String proof = answered.proof();
    if (proof == null) {
      throw verifications.ended(answered.outcome().state(), token).thrown();
    }
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("verified", true);
    body.put("message", message(Verdict.VERIFIED, language));
    body.put("proof", proof);
    return body;
  }

  private Map<String, Object> notVerified(Answer answer, int attemptsRemaining, Locale language) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("verified", false);
    body.put("reason", answer.verdict().wireName());
    body.put("message", message(answer.verdict(), language));
    body.put("attemptsRemaining", attemptsRemaining);
    String retryAt = StateJson.time(answer.retryAt());
    if (retryAt != null) {
      body.put("retryAt", retryAt);
    }
    return body;
  }

  private String message(Verdict verdict, Locale language) {
    return texts.text("verdict." + verdict.wireName(), language);
  }

  private Duration until(@Nullable Instant retryAt) {
    return retryAt == null ? SOON : Duration.between(verifications.now(), retryAt);
  }
}
