package dev.phoneproof.gateway.access;

import dev.phoneproof.gateway.access.Caller.Kind;
import dev.phoneproof.gateway.access.Claim.ApiKey;
import dev.phoneproof.gateway.access.Claim.ForeignPage;
import dev.phoneproof.gateway.access.Claim.Nobody;
import dev.phoneproof.gateway.access.Claim.OwnPage;
import dev.phoneproof.gateway.problem.Problem;
import dev.phoneproof.gateway.problem.ProblemCode;
import java.time.Clock;
import java.util.Set;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;

/** Finds the client for which a caller speaks: by its API key, or by the origin of its page. */
final class CallerAuthenticator implements AuthenticationProvider {

  /** Else any web page could call by letting a name of its own lead to this machine. */
  private static final Set<String> LOOPBACK_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

  private final Clients clients;
  private final boolean open;
  private final Clock clock;

  /**
   * Takes the clients.
   *
   * @param open whether callers who name no client are let in on this machine
   */
  CallerAuthenticator(Clients clients, boolean open, Clock clock) {
    this.clients = clients;
    this.open = open;
    this.clock = clock;
  }

  @Override
  public Authentication authenticate(Authentication given) {
    CallerAuthentication claimed = (CallerAuthentication) given;
    return switch (claimed.claim()) {
      case ApiKey claim -> withKey(claimed, claim);
      case OwnPage claim ->
          claimed.of(
              ofOwnPage(claim), claim.withCookies() ? Kind.OWN_PAGE : Kind.OWN_PAGE_WITH_TOKEN);
      case ForeignPage claim -> claimed.of(ofPage(claim.origin()), Kind.FOREIGN_PAGE);
      case Nobody claim -> claimed.of(ofNobody(claim.host()), Kind.OPEN);
    };
  }

  @Override
  public boolean supports(Class<?> type) {
    return type == CallerAuthentication.class;
  }

  private CallerAuthentication withKey(CallerAuthentication claimed, ApiKey claim) {
    if (open && clients.isEmpty()) {
      return claimed.of(ofNobody(claim.host()), Kind.OPEN);
    }
    return clients
        .withKey(claim.key(), clock.instant())
        .map(client -> claimed.of(client, Kind.API))
        .orElseThrow(() -> refusal(ProblemCode.INVALID_API_KEY));
  }

  /** A page that some name leads to this gateway is not ours: the name must be a client's. */
  private Client ofOwnPage(OwnPage claim) {
    if (open && LOOPBACK_NAMES.contains(claim.host())) {
      return clients.withOrigin(claim.origin()).orElse(Client.OPEN);
    }
    return ofPage(claim.origin());
  }

  private Client ofPage(String origin) {
    return clients.withOrigin(origin).orElseThrow(() -> refusal(ProblemCode.ORIGIN_NOT_ALLOWED));
  }

  private Client ofNobody(String host) {
    if (!open) {
      throw refusal(ProblemCode.INVALID_API_KEY);
    }
    if (!LOOPBACK_NAMES.contains(host)) {
      throw refusal(ProblemCode.ORIGIN_NOT_ALLOWED);
    }
    return Client.OPEN;
  }

  private static CallerRefusedException refusal(ProblemCode code) {
    return new CallerRefusedException(Problem.of(code));
  }
}
