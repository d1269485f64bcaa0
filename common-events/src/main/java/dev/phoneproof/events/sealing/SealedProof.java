package dev.phoneproof.events.sealing;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.DirectDecrypter;
import com.nimbusds.jose.crypto.DirectEncrypter;
import dev.phoneproof.events.ReplyKey;
import java.text.ParseException;
import java.util.Optional;

/**
 * A proof on its way back: a compact JWE ({@code dir}, {@code A256GCM}) under the submission's
 * reply key, whose thumbprint is the header's {@code kid}.
 */
public final class SealedProof {

  private SealedProof() {}

  /** Seals a proof for whoever has the key. */
  public static String seal(String proof, ReplyKey key) {
    JWEHeader header =
        new JWEHeader.Builder(JWEAlgorithm.DIR, EncryptionMethod.A256GCM)
            .contentType("JWT")
            .keyID(key.thumbprint())
            .build();
    JWEObject jwe = new JWEObject(header, new Payload(proof));
    try {
      jwe.encrypt(new DirectEncrypter(key.bytes()));
    } catch (JOSEException e) {
      throw new IllegalStateException("AES-GCM failed", e);
    }
    return jwe.serialize();
  }

  /** The thumbprint of the key that opens a sealed proof; empty when it names none. */
  public static Optional<String> thumbprintIn(String compactJwe) {
    try {
      return Optional.ofNullable(JWEObject.parse(compactJwe).getHeader().getKeyID());
    } catch (ParseException | RuntimeException e) {
      return Optional.empty();
    }
  }

  /** The proof; empty when it is damaged, or sealed with another key. */
  public static Optional<String> open(String compactJwe, ReplyKey key) {
    try {
      JWEObject jwe = JWEObject.parse(compactJwe);
      if (!isOurs(jwe.getHeader(), key)) {
        return Optional.empty();
      }
      jwe.decrypt(new DirectDecrypter(key.bytes()));
      return Optional.of(jwe.getPayload().toString());
    } catch (ParseException | JOSEException | RuntimeException e) {
      return Optional.empty();
    }
  }

  /** Exactly what is made above: no other algorithm, no compression. */
  private static boolean isOurs(JWEHeader header, ReplyKey key) {
    return JWEAlgorithm.DIR.equals(header.getAlgorithm())
        && EncryptionMethod.A256GCM.equals(header.getEncryptionMethod())
        && header.getCompressionAlgorithm() == null
        && header.getCriticalParams() == null
        && key.thumbprint().equals(header.getKeyID());
  }
}
