package dev.phoneproof.gateway.verification;

import dev.phoneproof.events.Origin;
import dev.phoneproof.events.OtpRequested;
import dev.phoneproof.gateway.access.Caller;
import dev.phoneproof.gateway.access.Token;
import dev.phoneproof.gateway.access.VerificationAccess;
import dev.phoneproof.gateway.body.JsonObject;
import dev.phoneproof.gateway.problem.Problem;
import dev.phoneproof.gateway.problem.ProblemCode;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
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
  private final VerificationAccess access;
  private final NewVerificationReader reader;
  private final Ids ids;
  private final OriginTags originTags;
  private final Duration sendWithin;

  BeginController(
      Verifications verifications,
      VerificationAccess access,
      NewVerificationReader reader,
      Ids ids,
      OriginTags originTags,
      VerificationSettings settings) {
    this.verifications = verifications;
    this.access = access;
    this.reader = reader;
    this.ids = ids;
    this.originTags = originTags;
    this.sendWithin = settings.sendWithin();
  }

  @PostMapping(Verifications.PATH)
  ResponseEntity<Map<String, Object>> begin(
      @RequestAttribute(Caller.ATTRIBUTE) Caller caller, HttpServletRequest http, JsonObject body) {
    IdempotencyKey key = IdempotencyKey.of(http.getHeader(IdempotencyKey.HEADER), caller);
    NewVerification wanted = reader.read(body, preferredLanguage(http));
    requirePurpose(caller, wanted.purpose());
    UUID id = ids.verification(caller.clientId(), key, wanted);
    verifications.requireRoom(id);
    Token token = token(id, caller, wanted, verifications.now());
    verifications.publish(event(token, wanted, origin(http, token.issuedAt())));
    HttpHeaders headers = new HttpHeaders();
    headers.set(HttpHeaders.LOCATION, Verifications.PATH + "/" + id);
    Map<String, Object> state = verifications.state(verifications.seen(token), token);
    String text = access.grant(caller, http, token, headers);
    if (text != null) {
      state.put("token", text);
    }
    return new ResponseEntity<>(state, headers, HttpStatus.ACCEPTED);
  }

  private static void requirePurpose(Caller caller, String purpose) {
    if (!caller.client().mayAskFor(purpose)) {
      throw Problem.of(ProblemCode.PURPOSE_NOT_ALLOWED).thrown();
    }
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

  private Origin origin(HttpServletRequest http, Instant now) {
    return new Origin(originTags.of(http.getRemoteAddr(), now), null, null, null);
  }

  private Token token(UUID id, Caller caller, NewVerification wanted, Instant now) {
    Token.Request request =
        new Token.Request(
            wanted.phoneNumber().plain().orElse(null),
            wanted.purpose(),
            wanted.channel(),
            wanted.locale(),
            now.plus(sendWithin));
    return new Token(id, caller.clientId(), request, now);
  }

  /** Null when the caller said nothing: then the server's own language would be given. */
  private static @Nullable Locale preferredLanguage(HttpServletRequest http) {
    return http.getHeader(HttpHeaders.ACCEPT_LANGUAGE) == null ? null : http.getLocale();
  }
}
