package dev.phoneproof.worker.operator;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** Knows operators by name and key. */
final class OperatorAuthentication implements AuthenticationProvider {

  private final Operators operators;

  OperatorAuthentication(Operators operators) {
    this.operators = operators;
  }

  @Override
  public Authentication authenticate(Authentication given) {
    Operator operator =
        operators
            .withKey(given.getName(), String.valueOf(given.getCredentials()))
            .orElseThrow(() -> new BadCredentialsException("unknown operator or wrong key"));
    return UsernamePasswordAuthenticationToken.authenticated(
        operator.name(),
        null,
        operator.roles().stream().map(role -> new SimpleGrantedAuthority(role.name())).toList());
  }

  @Override
  public boolean supports(Class<?> type) {
    return UsernamePasswordAuthenticationToken.class.isAssignableFrom(type);
  }
}
