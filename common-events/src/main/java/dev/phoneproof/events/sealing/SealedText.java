package dev.phoneproof.events.sealing;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObject;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.crypto.impl.AESKW;
import com.nimbusds.jose.crypto.impl.ConcatKDF;
import com.nimbusds.jose.crypto.impl.ECDH;
import com.nimbusds.jose.crypto.utils.ECChecks;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.util.Base64URL;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.text.ParseException;
import java.util.HexFormat;
import javax.crypto.SecretKey;

/** A compact JWE of the one kind that is opened here, taken apart. */
final class SealedText {

  /** A sealed number has some 700 characters; what is much longer is not read at all. */
  private static final int MAX_LENGTH = 4096;

  private final JWEHeader header;
  private final Base64URL[] parts;

  private SealedText(JWEHeader header, Base64URL[] parts) {
    this.header = header;
    this.parts = parts;
  }

  static SealedText parse(String compactJwe) throws OpeningException.NotOpenable {
    try {
      if (compactJwe.length() <= MAX_LENGTH) {
        Base64URL[] parts = JOSEObject.split(compactJwe);
        SealedText text = new SealedText(JWEHeader.parse(parts[0]), parts);
        if (parts.length == 5 && text.isOurs()) {
          return text;
        }
      }
    } catch (ParseException | RuntimeException e) {
      // Refused below; the library answers some malformed headers with unchecked exceptions.
    }
    throw new OpeningException.NotOpenable();
  }

  /** Exactly what is documented: no other algorithm, no compression, nothing critical. */
  private boolean isOurs() {
    return JWEAlgorithm.ECDH_ES_A256KW.equals(header.getAlgorithm())
        && EncryptionMethod.A256GCM.equals(header.getEncryptionMethod())
        && header.getCompressionAlgorithm() == null
        && header.getCriticalParams() == null
        && header.getEphemeralPublicKey() instanceof ECKey
        && header.getKeyID() != null
        && SealingKeys.KEY_ID.matcher(header.getKeyID()).matches()
        && parts[2].decode().length == Gcm.IV_BYTES
        && parts[4].decode().length == Gcm.TAG_BYTES;
  }

  String keyId() {
    return header.getKeyID();
  }

  boolean isBoundTo(Binding binding) {
    return binding.headerMembers().entrySet().stream()
        .allMatch(member -> member.getValue().equals(header.getCustomParam(member.getKey())));
  }

  /** Names the wrapped key: all that its unwrapping depends on. */
  String hashOfWrappedKey() {
    String all =
        String.join(
            "\n",
            keyId(),
            header.getEphemeralPublicKey().toJSONString(),
            String.valueOf(header.getAgreementPartyUInfo()),
            String.valueOf(header.getAgreementPartyVInfo()),
            parts[1].toString());
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(all.getBytes(UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  SecretKey unwrapKey(ECPrivateKey recipient) throws JOSEException {
    ECPublicKey ephemeral = header.getEphemeralPublicKey().toECKey().toECPublicKey();
    // A point elsewhere would tell something of the private key.
    if (!ECChecks.isPointOnCurve(ephemeral, recipient)) {
      throw new JOSEException("not on the curve");
    }
    SecretKey agreed = ECDH.deriveSharedSecret(ephemeral, recipient, null);
    SecretKey wrapping = ECDH.deriveSharedKey(header, agreed, new ConcatKDF("SHA-256"));
    return AESKW.unwrapCEK(wrapping, parts[1].decode(), null);
  }

  byte[] decrypt(SecretKey key) throws GeneralSecurityException {
    byte[] cipherText = parts[3].decode();
    byte[] tag = parts[4].decode();
    byte[] sealed = new byte[cipherText.length + tag.length];
    System.arraycopy(cipherText, 0, sealed, 0, cipherText.length);
    System.arraycopy(tag, 0, sealed, cipherText.length, tag.length);
    return Gcm.decrypt(key, parts[2].decode(), sealed, parts[0].toString().getBytes(US_ASCII));
  }
}
