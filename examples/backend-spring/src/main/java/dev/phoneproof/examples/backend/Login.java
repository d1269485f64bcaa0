package dev.phoneproof.examples.backend;

import java.time.Instant;

/**
 * A login that waits for its proof: what was noted when the verification was asked for.
 *
 * @param user who wants to log in
 * @param phoneNumber of that user, as our own records have it
 * @param verificationId PhoneProof's id
 * @param nonce random, and known to nobody before the proof
 * @param until when it is over, proof or not
 */
record Login(String user, String phoneNumber, String verificationId, String nonce, Instant until) {

  static final String PURPOSE = "login";

  boolean isOver(Instant now) {
    return !now.isBefore(until);
  }

  @Override
  public String toString() {
    return "Login[" + verificationId + "]";
  }
}
