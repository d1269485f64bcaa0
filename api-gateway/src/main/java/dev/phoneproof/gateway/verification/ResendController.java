package dev.phoneproof.gateway.verification;

import dev.phoneproof.events.Channel;
import dev.phoneproof.events.OtpResendRequested;
import dev.phoneproof.events.Status;
import dev.phoneproof.events.VerificationState;
import dev.phoneproof.events.VerificationState.Times;
import dev.phoneproof.gateway.access.Caller;
import dev.phoneproof.gateway.access.Token;
import dev.phoneproof.gateway.access.VerificationAccess;
import dev.phoneproof.gateway.body.JsonObject;
import dev.phoneproof.gateway.limit.EdgeLimits;
import dev.phoneproof.gateway.problem.Problem;
import dev.phoneproof.gateway.problem.ProblemCode;
import dev.phoneproof.gateway.view.Seen;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RestController;

/** Has the PIN sent once more. */
@RestController
final class ResendController {

  private static final Duration SOON = Duration.ofSeconds(2);

  private final Verifications verifications;
  private final VerificationAccess access;
  private final PageTokens pageTokens;
  private final EdgeLimits limits;
  private final Ids ids;

  ResendController(
      Verifications verifications,
      VerificationAccess access,
      PageTokens pageTokens,
      EdgeLimits limits,
      Ids ids) {
    this.verifications = verifications;
    this.access = access;
    this.pageTokens = pageTokens;
    this.limits = limits;
    this.ids = ids;
  }

  @PostMapping(Verifications.PATH + "/{id}/resends")
  ResponseEntity<Map<String, Object>> resend(
      @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
      HttpServletRequest http,
      HttpServletResponse response,
      @PathVariable String id,
      JsonObject body) {
    Token token = access.require(caller, http, id);
    Channel named = NewVerificationReader.channel(body.withOnly("channel"));
    Seen seen = verifications.seen(token);
    Instant now = verifications.now();
    VerificationState state = seen.stateAt(now);
    if (state.status().isFinal()) {
      throw pageTokens.ended(caller, response, token, seen);
    }
    if (state.status() != Status.SENT) {
      throw Problem.of(ProblemCode.NOT_SENT_YET).retryAfter(SOON).thrown();
    }
    Channel channel = named == null ? usual(state, token) : named;
    Instant from = allowedFrom(state.times(), channel);
    if (now.isBefore(from)) {
      throw Problem.of(ProblemCode.RESEND_TOO_EARLY)
          .retryAfter(Duration.between(now, from))
          .thrown();
    }
    OtpResendRequested event = new OtpResendRequested(token.id(), token.clientId(), channel, now);
    limits.requireMessage(caller).pays(() -> verifications.publish(ids.random(), event));
    return ResponseEntity.accepted().body(verifications.state(seen, token));
  }

  private static Channel usual(VerificationState state, Token token) {
    Channel newest = state.channel();
    return newest == null ? token.request().channel() : newest;
  }

  /** Without a time it cannot be sent again at all: not before the end, then, which is a 410. */
  private static Instant allowedFrom(Times times, Channel channel) {
    Instant never = Objects.requireNonNullElse(times.expiresAt(), Instant.MAX);
    Instant resendAt = Objects.requireNonNullElse(times.resendAt(), never);
    Instant voiceAt = times.voiceAt();
    if (channel == Channel.VOICE && voiceAt != null && voiceAt.isAfter(resendAt)) {
      return voiceAt;
    }
    return resendAt;
  }
}
