package dev.phoneproof.worker.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.phoneproof.worker.verification.Msisdn;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Seals what must not be readable in the database, and opens it. What it is and the id of its row
 * are bound to it: moved to another row or column it does not open.
 */
public final class Vault {

  private static final String NUMBER = "number:";
  private static final String PIN = "pin:";
  private static final String REPLY_KEYS = "reply-keys:";
  private static final String PROOF = "proof:";

  /** Tink's prefix: one byte of version, four of the key's id. */
  private static final int PREFIX = 5;

  private final StorageKeyset keys;

  /** With its keys. */
  public Vault(StorageKeyset keys) {
    this.keys = keys;
  }

  /** The id of the key that seals, as {@code number_key} has it. */
  public long primaryKey() {
    return keys.primary();
  }

  /** Seals the number of a verification. */
  public byte[] seal(UUID verificationId, Msisdn number) {
    return seal(NUMBER + verificationId, number.e164());
  }

  /**
   * Opens the number of a verification.
   *
   * @throws UnopenableException if it does not open, or is not there
   */
  public Msisdn open(UUID verificationId, byte @Nullable [] sealed) {
    return new Msisdn(open(NUMBER + verificationId, sealed));
  }

  /** {@link #open(UUID, byte[])} for what a row has. */
  public Msisdn open(Sealed number) {
    return open(number.rowId(), number.bytes());
  }

  /** Seals the PIN of a submission. */
  public byte[] sealPin(UUID submissionId, String pin) {
    return seal(PIN + submissionId, pin);
  }

  /**
   * Opens the PIN of a submission.
   *
   * @throws UnopenableException if it does not open, or is not there
   */
  public String openPin(UUID submissionId, byte @Nullable [] sealed) {
    return open(PIN + submissionId, sealed);
  }

  /** {@link #openPin(UUID, byte[])} for what a row has. */
  public String openPin(Sealed pin) {
    return openPin(pin.rowId(), pin.bytes());
  }

  /** Seals the reply keys of a submission. */
  public byte[] sealReplyKeys(UUID submissionId, String keys) {
    return seal(REPLY_KEYS + submissionId, keys);
  }

  /**
   * Opens the reply keys of a submission.
   *
   * @throws UnopenableException if they do not open
   */
  public String openReplyKeys(UUID submissionId, byte[] sealed) {
    return open(REPLY_KEYS + submissionId, sealed);
  }

  /** Seals the proof of a submission. */
  public byte[] sealProof(UUID submissionId, String proof) {
    return seal(PROOF + submissionId, proof);
  }

  /**
   * Opens the proof of a submission.
   *
   * @throws UnopenableException if it does not open
   */
  public String openProof(UUID submissionId, byte[] sealed) {
    return open(PROOF + submissionId, sealed);
  }

  private byte[] seal(String place, String text) {
    try {
      return keys.aead().encrypt(text.getBytes(UTF_8), place.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has AES-GCM", e);
    }
  }

  private String open(String place, byte @Nullable [] sealed) {
    if (sealed == null || sealed.length < PREFIX) {
      throw new UnopenableException("nothing is there");
    }
    long key = StorageKeyset.unsigned(ByteBuffer.wrap(sealed).getInt(1));
    if (!keys.ids().contains(key)) {
      throw new UnopenableException("sealed by key " + key + ", which is not here");
    }
    try {
      return new String(keys.aead().decrypt(sealed, place.getBytes(UTF_8)), UTF_8);
    } catch (GeneralSecurityException e) {
      throw new UnopenableException("key " + key + " did not seal it for this row");
    }
  }
}
