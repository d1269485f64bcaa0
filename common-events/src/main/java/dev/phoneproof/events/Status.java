package dev.phoneproof.events;

/** Where a verification stands. Final is final. */
public enum Status {
  /** Accepted; nothing was tried yet. */
  REQUESTED,
  /** A send is being tried. */
  SENDING,
  /** The provider has accepted the message: a PIN can be typed. */
  SENT,
  /** The right PIN was typed. */
  VERIFIED,
  /** Too many wrong PINs. */
  LOCKED,
  /** Too late: never sent in time, or the PIN's life is over. */
  EXPIRED,
  /** Ended by whoever asked for it. */
  CANCELED,
  /** Not sent, and it will not be. */
  REFUSED,
  /** It cannot be said, or not be helped. */
  FAILED;

  /** Whether nothing can change any more. */
  public boolean isFinal() {
    return this != REQUESTED && this != SENDING && this != SENT;
  }
}
