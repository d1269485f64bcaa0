package dev.phoneproof.events.sealing;

/**
 * A sealed member that stays closed. The message is a fixed word: neither what was sealed nor a key
 * is in it.
 */
public abstract sealed class OpeningException extends Exception {

  private static final long serialVersionUID = 1L;

  private OpeningException(String word) {
    super(word);
  }

  /** Sealed for a key that is not here, or not yet. */
  public static final class UnknownKey extends OpeningException {

    private static final long serialVersionUID = 1L;

    private final String keyId;

    UnknownKey(String keyId) {
      super("unknown_key");
      this.keyId = keyId;
    }

    /** Id of the key, 1 to 64 of {@code A-Z a-z 0-9 . _ -}. */
    public String keyId() {
      return keyId;
    }
  }

  /** No JWE of ours, damaged, or not sealed for the key that it names. */
  public static final class NotOpenable extends OpeningException {

    private static final long serialVersionUID = 1L;

    NotOpenable() {
      super("not_openable");
    }
  }

  /** Genuine, but sealed for another event, client or member. */
  public static final class BoundElsewhere extends OpeningException {

    private static final long serialVersionUID = 1L;

    BoundElsewhere() {
      super("bound_elsewhere");
    }
  }
}
