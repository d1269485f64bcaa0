package dev.phoneproof.gateway.access;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** A claim until it is examined, a caller from then on. */
final class CallerAuthentication extends AbstractAuthenticationToken {

  private static final long serialVersionUID = 1L;

  private final transient Object principal;
  private final transient @Nullable String address;
  private final transient @Nullable String sessionId;

  CallerAuthentication(Claim claim, @Nullable String address, @Nullable String sessionId) {
    super(List.of());
    this.principal = claim;
    this.address = address;
    this.sessionId = sessionId;
  }

  private CallerAuthentication(Caller caller) {
    super(List.of());
    this.principal = caller;
    this.address = null;
    this.sessionId = null;
    setAuthenticated(true);
  }

  /** The claim was true. */
  CallerAuthentication of(Client client, Caller.Kind kind) {
    return new CallerAuthentication(new Caller(client, kind, address, sessionId));
  }

  Claim claim() {
    return (Claim) principal;
  }

  /** The caller, or as long as nothing is known the claim. */
  @Override
  public Object getPrincipal() {
    return principal;
  }

  @Override
  public @Nullable Object getCredentials() {
    return null;
  }

  /** Two are the same only if they speak of the same. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CallerAuthentication that && principal.equals(that.principal);
  }

  @Override
  public int hashCode() {
    return Objects.hash(principal);
  }
}
