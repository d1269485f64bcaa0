package dev.phoneproof.events;

/** What a person typed, readable or sealed for the worker. */
public final class Pin extends Confidential {

  private Pin(boolean sealed, String value) {
    super(sealed, value);
  }

  /** Whether this text can be a PIN at all: 4 to 10 ASCII letters or digits. */
  public static boolean isPossible(String text) {
    return Patterns.PIN.matcher(text).matches();
  }

  /**
   * A readable PIN.
   *
   * @throws IllegalArgumentException if {@link #isPossible(String)} says no; the message does not
   *     repeat it
   */
  public static Pin plain(String text) {
    if (!isPossible(text)) {
      throw new IllegalArgumentException("not 4 to 10 letters or digits");
    }
    return new Pin(false, text);
  }

  /** A PIN that only the worker can open. */
  public static Pin sealed(String compactJwe) {
    return new Pin(true, compactJwe);
  }
}
