package dev.phoneproof.events;

import java.util.Objects;
import java.util.Optional;

/**
 * A value that must not be readable by whoever sees it pass: in JSON {@code {"plain": "…"}} or
 * {@code {"sealed": "<compact JWE>"}}. Its {@link #toString()} never shows the value.
 */
public abstract sealed class Confidential permits PhoneNumber, Pin {

  private final boolean sealed;
  private final String value;

  Confidential(boolean sealed, String value) {
    this.sealed = sealed;
    this.value = value;
  }

  /** The readable value; empty while it is sealed. */
  public final Optional<String> plain() {
    return sealed ? Optional.empty() : Optional.of(value);
  }

  /** The compact JWE; empty when the value is readable. */
  public final Optional<String> sealed() {
    return sealed ? Optional.of(value) : Optional.empty();
  }

  @Override
  public final boolean equals(Object other) {
    return other instanceof Confidential that
        && getClass() == that.getClass()
        && sealed == that.sealed
        && value.equals(that.value);
  }

  @Override
  public final int hashCode() {
    return Objects.hash(getClass(), sealed, value);
  }

  /** Type and form only. */
  @Override
  public final String toString() {
    return getClass().getSimpleName() + (sealed ? "[sealed]" : "[redacted]");
  }
}
