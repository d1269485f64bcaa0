package dev.phoneproof.gateway.verification;

import dev.phoneproof.events.VerificationState;
import dev.phoneproof.gateway.access.Caller;
import dev.phoneproof.gateway.access.Token;
import dev.phoneproof.gateway.access.VerificationAccess;
import dev.phoneproof.gateway.problem.Problem;
import dev.phoneproof.gateway.problem.ProblemCode;
import dev.phoneproof.gateway.problem.Texts;
import dev.phoneproof.gateway.view.Seen;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RestController;

/** Gives backends tokens for verifications of theirs, to hand to the person's page. */
@RestController
final class TokenController {

  private final Verifications verifications;
  private final VerificationAccess access;
  private final Duration wait;

  TokenController(
      Verifications verifications, VerificationAccess access, VerificationSettings settings) {
    this.verifications = verifications;
    this.access = access;
    this.wait = settings.tokenWait();
  }

  /** A verification that was asked for by an event may not have been heard of yet. */
  @PostMapping(Verifications.PATH + "/{id}/tokens")
  Map<String, Object> token(
      @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
      HttpServletRequest http,
      @PathVariable String id) {
    if (caller.browser()) {
      throw Problem.of(ProblemCode.INVALID_API_KEY).thrown();
    }
    UUID verification = access.requireId(id);
    Seen seen =
        verifications
            .awaitHeard(verification, caller.clientId(), wait)
            .orElseThrow(VerificationAccess::notFound);
    Token token = token(seen, caller, http);
    Map<String, Object> state = verifications.state(seen, token);
    state.put("token", access.seal(token));
    return state;
  }

  /** Without the number: this gateway has not taken it, or has not kept it. */
  private Token token(Seen seen, Caller caller, HttpServletRequest http) {
    VerificationState state = seen.state();
    Token.Request request =
        new Token.Request(
            null,
            Objects.requireNonNullElse(state.purpose(), NewVerificationReader.DEFAULT_PURPOSE),
            Objects.requireNonNullElse(state.channel(), NewVerificationReader.DEFAULT_CHANNEL),
            Texts.language(http).toLanguageTag(),
            Objects.requireNonNullElse(state.times().sendBy(), seen.since()));
    return new Token(state.id(), caller.clientId(), null, request, verifications.now());
  }
}
