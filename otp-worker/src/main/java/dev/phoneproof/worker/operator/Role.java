package dev.phoneproof.worker.operator;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an operator may do; one does not include another. */
enum Role {
  /** Look. */
  READ,
  /** Change what happens. */
  ACT,
  /** See and erase personal data. */
  PRIVACY;

  static Optional<Role> called(String name) {
    return Arrays.stream(values())
        .filter(role -> role.name().toLowerCase(Locale.ROOT).equals(name))
        .findFirst();
  }
}
