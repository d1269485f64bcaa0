package dev.phoneproof.events;

/** A phone number, readable (E.164) or sealed for the worker. */
public final class PhoneNumber extends Confidential {

  private PhoneNumber(boolean sealed, String value) {
    super(sealed, value);
  }

  /**
   * A readable number.
   *
   * @param e164 for example {@code +385912345678}
   * @throws IllegalArgumentException if it has not the form of E.164; the message does not repeat
   *     it
   */
  public static PhoneNumber plain(String e164) {
    if (!Patterns.E164.matcher(e164).matches()) {
      throw new IllegalArgumentException("not an E.164 number");
    }
    return new PhoneNumber(false, e164);
  }

  /** A number that only the worker can open. */
  public static PhoneNumber sealed(String compactJwe) {
    return new PhoneNumber(true, compactJwe);
  }
}
