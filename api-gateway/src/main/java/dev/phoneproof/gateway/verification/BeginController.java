package dev.phoneproof.gateway.verification;

import dev.phoneproof.events.Origin;
import dev.phoneproof.events.OtpRequested;
import dev.phoneproof.gateway.access.Caller;
import dev.phoneproof.gateway.access.Session;
import dev.phoneproof.gateway.access.Token;
import dev.phoneproof.gateway.body.JsonObject;
import dev.phoneproof.gateway.limit.Charge;
import dev.phoneproof.gateway.limit.EdgeLimits;
import dev.phoneproof.gateway.problem.Problem;
import dev.phoneproof.gateway.problem.ProblemCode;
import dev.phoneproof.gateway.view.Seen;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RestController;

/** Begins verifications. */
@RestController
final class BeginController {

  private final Verifications verifications;
  private final PageTokens pageTokens;
  private final NewVerificationReader reader;
  private final Ids ids;
  private final EdgeLimits limits;
  private final Origins origins;
  private final Duration sendWithin;

  BeginController(
      Verifications verifications,
      PageTokens pageTokens,
      NewVerificationReader reader,
      Ids ids,
      EdgeLimits limits,
      Origins origins,
      VerificationSettings settings) {
    this.verifications = verifications;
    this.pageTokens = pageTokens;
    this.reader = reader;
    this.ids = ids;
    this.limits = limits;
    this.origins = origins;
    this.sendWithin = settings.sendWithin();
  }

  @PostMapping(Verifications.PATH)
  ResponseEntity<Map<String, Object>> begin(
      @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
      HttpServletRequest http,
      HttpServletResponse response,
      JsonObject body) {
    IdempotencyKey key = IdempotencyKey.of(http.getHeader(IdempotencyKey.HEADER), caller);
    NewVerification wanted = reader.read(body, caller, preferredLanguage(http));
    requirePurpose(caller, wanted.purpose());
    Optional<Token> live = pageTokens.live(caller, http, wanted);
    if (live.isPresent()) {
      return answer(HttpStatus.OK, live.get(), verifications.seen(live.get()));
    }
    UUID id = ids.verification(caller.clientId(), key, wanted);
    verifications.requireRoom(id);
    Charge charge = charge(caller, wanted, id);
    Session session = pageTokens.session(caller, http);
    Token token = token(id, caller, session, wanted, verifications.now());
    Origin origin = origins.of(caller, http, session, wanted, token.issuedAt());
    // Before: whatever the worker knows of the number must not show here because it was quick.
    Seen seen = verifications.seen(token);
    charge.pays(() -> verifications.publish(event(token, wanted, origin)));
    ResponseEntity<Map<String, Object>> answer = answer(HttpStatus.ACCEPTED, token, seen);
    String text = pageTokens.grant(caller, http, response, session, token);
    if (text != null) {
      Objects.requireNonNull(answer.getBody()).put("token", text);
    }
    return answer;
  }

  private ResponseEntity<Map<String, Object>> answer(HttpStatus status, Token token, Seen seen) {
    return ResponseEntity.status(status)
        .header(HttpHeaders.LOCATION, Verifications.PATH + "/" + token.id())
        .body(verifications.state(seen, token));
  }

  private static void requirePurpose(Caller caller, String purpose) {
    if (!caller.mayAskFor(purpose)) {
      throw Problem.of(ProblemCode.PURPOSE_NOT_ALLOWED).thrown();
    }
  }

  /** A repeat by its idempotency key asks for no further message. */
  private Charge charge(Caller caller, NewVerification wanted, UUID id) {
    return verifications.isHeardOf(id)
        ? Charge.NONE
        : limits.requireMessage(caller, wanted.endUserAddress());
  }

  private static OtpRequested event(Token token, NewVerification wanted, Origin origin) {
    return new OtpRequested(
        token.id(),
        token.clientId(),
        wanted.phoneNumber(),
        wanted.channel(),
        wanted.locale(),
        wanted.purpose(),
        wanted.callerData(),
        origin,
        token.issuedAt(),
        token.request().sendBy());
  }

  private Token token(
      UUID id, Caller caller, @Nullable Session session, NewVerification wanted, Instant now) {
    Token.Request request =
        new Token.Request(
            wanted.phoneNumber().plain().orElse(null),
            wanted.purpose(),
            wanted.channel(),
            wanted.locale(),
            now.plus(sendWithin));
    @Nullable String sessionId = session == null ? null : session.id();
    return new Token(id, caller.clientId(), sessionId, request, now);
  }

  /** Null when the caller said nothing: then the server's own language would be given. */
  private static @Nullable Locale preferredLanguage(HttpServletRequest http) {
    return http.getHeader(HttpHeaders.ACCEPT_LANGUAGE) == null ? null : http.getLocale();
  }
}
