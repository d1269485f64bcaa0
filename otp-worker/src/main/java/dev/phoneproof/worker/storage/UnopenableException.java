package dev.phoneproof.worker.storage;

/** Something sealed that does not open: its key is not here, or it is not what this row sealed. */
public final class UnopenableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Says why, without a value. */
  UnopenableException(String why) {
    super(why);
  }
}
