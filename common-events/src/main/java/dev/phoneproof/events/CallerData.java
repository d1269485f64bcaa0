package dev.phoneproof.events;

import org.jspecify.annotations.Nullable;

/**
 * What an API client attaches and gets back in its proof.
 *
 * @param reference the client's own name for the matter, {@code [A-Za-z0-9._-]{1,64}} and a UUID or
 *     without seven digits in a row, so that it is no phone number; null if none
 * @param nonce binds the proof to a session of the client, 1 to 128 characters; null if none
 * @param transaction what the person confirms; null if none
 */
public record CallerData(
    @Nullable String reference, @Nullable String nonce, @Nullable Transaction transaction) {

  /** Nothing attached. */
  public static final CallerData NONE = new CallerData(null, null, null);

  /**
   * A payment to confirm.
   *
   * @param amount decimal number, for example {@code 12.50}
   * @param currency ISO 4217
   * @param payee 1 to 40 letters, digits and spaces
   */
  public record Transaction(String amount, String currency, String payee) {}
}
