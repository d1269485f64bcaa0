package dev.phoneproof.gateway.verification;

import dev.phoneproof.gateway.access.Caller;
import dev.phoneproof.gateway.access.Session;
import dev.phoneproof.gateway.access.Token;
import dev.phoneproof.gateway.access.VerificationAccess;
import dev.phoneproof.gateway.view.Seen;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The tokens that a page of ours holds in cookies: which it still needs, and for how long. */
@Component
final class PageTokens {

  private final Verifications verifications;
  private final VerificationAccess access;

  PageTokens(Verifications verifications, VerificationAccess access) {
    this.verifications = verifications;
    this.access = access;
  }

  /** The token of a verification of the same number and purpose that is still going on. */
  Optional<Token> live(Caller caller, HttpServletRequest request, NewVerification wanted) {
    return access.held(caller, request).stream()
        .filter(wanted::isFor)
        .filter(verifications::isLive)
        .findFirst();
  }

  /** The session of a page of ours, begun now if need be; null for everybody else. */
  @Nullable Session session(Caller caller, HttpServletRequest request) {
    return access.session(caller, request);
  }

  /**
   * Gives a new token to whoever asked: to a page of ours in a cookie, else as a text to hand out.
   *
   * @param session of the token
   * @return the text for the body; null when it went into a cookie
   */
  @Nullable String grant(
      Caller caller,
      HttpServletRequest request,
      HttpServletResponse response,
      @Nullable Session session,
      Token token) {
    if (session == null) {
      return access.seal(token);
    }
    access.keep(request, response, session, token, worthKeeping(caller, request));
    return null;
  }

  /** Those that may still be needed, what goes on before what has ended. */
  private List<Token> worthKeeping(Caller caller, HttpServletRequest request) {
    return access.held(caller, request).stream()
        .filter(token -> !need(verifications.seen(token)).equals(Optional.of(Duration.ZERO)))
        .sorted(Comparator.comparing(verifications::isLive).reversed())
        .toList();
  }

  /** Takes back what is not needed any more once the caller has been told how it stands. */
  void told(Caller caller, HttpServletResponse response, Token token, Seen seen) {
    need(seen).ifPresent(left -> access.end(caller, response, token, left));
  }

  /** The problem of a verification that is over; it takes back the token too. */
  RuntimeException ended(Caller caller, HttpServletResponse response, Token token, Seen seen) {
    told(caller, response, token, seen);
    return verifications.ended(seen.stateAt(verifications.now()), token).thrown();
  }

  /**
   * For how long; empty as long as the verification goes on. After a verdict the same submission
   * may be repeated, for its answer may have been lost.
   */
  private Optional<Duration> need(Seen seen) {
    return switch (seen.stateAt(verifications.now()).status()) {
      case REQUESTED, SENDING, SENT -> Optional.empty();
      case REFUSED, EXPIRED, FAILED, CANCELED -> Optional.of(Duration.ZERO);
      case VERIFIED, LOCKED -> Optional.of(untilRepeatIsOver(seen));
    };
  }

  private Duration untilRepeatIsOver(Seen seen) {
    Duration left =
        Duration.between(verifications.now(), seen.since().plus(Submissions.REPEATABLE));
    return left.isNegative() ? Duration.ZERO : left;
  }
}
