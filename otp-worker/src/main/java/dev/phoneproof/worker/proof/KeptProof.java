package dev.phoneproof.worker.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.UUID;

/**
 * A proof as it is kept, always sealed, for those who repeat its submission.
 *
 * @param pinHash of the submission and its PIN, by which a repeat shows that it is one. The PIN
 *     itself is erased with the verdict, and opens nothing any more
 * @param proof the signed JWT
 */
record KeptProof(String pinHash, String proof) {

  private static final char SEPARATOR = ' ';

  static KeptProof of(String proof, UUID submissionId, String pin) {
    return new KeptProof(hash(submissionId, pin), proof);
  }

  static KeptProof parse(String text) {
    int separator = text.indexOf(SEPARATOR);
    return new KeptProof(text.substring(0, separator), text.substring(separator + 1));
  }

  String text() {
    return pinHash + SEPARATOR + proof;
  }

  boolean isFor(UUID submissionId, String pin) {
    return MessageDigest.isEqual(pinHash.getBytes(UTF_8), hash(submissionId, pin).getBytes(UTF_8));
  }

  private static String hash(UUID submissionId, String pin) {
    try {
      byte[] text = (submissionId + " " + pin).getBytes(UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return "KeptProof[redacted]";
  }
}
