package dev.phoneproof.worker.verification;

/**
 * An opened phone number.
 *
 * @param e164 with its plus
 */
public record Msisdn(String e164) {

  /** Digits alone, as Infobip wants them. */
  public String digits() {
    return e164.substring(1);
  }

  @Override
  public String toString() {
    return "Msisdn[redacted]";
  }
}
