package dev.phoneproof.examples.backend;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/** Who may log in. A real backend also limits the guesses at a password. */
@Component
class Users {

  private final PasswordEncoder passwords =
      PasswordEncoderFactories.createDelegatingPasswordEncoder();
  private final Map<String, BackendSettings.User> users;
  private final String nobodysHash;

  Users(BackendSettings settings) {
    users = settings.users();
    nobodysHash = Objects.requireNonNull(passwords.encode("of nobody"));
  }

  /**
   * The number of the user with this name and password, or null. It takes as long for a name that
   * nobody has: nobody learns who has an account.
   */
  @Nullable String numberOf(String name, String password) {
    BackendSettings.User user = users.get(name);
    boolean right = passwords.matches(password, user == null ? nobodysHash : user.passwordHash());
    return user != null && right ? user.phoneNumber() : null;
  }
}
