package dev.phoneproof.events.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.AESEncrypter;
import com.nimbusds.jose.crypto.DirectDecrypter;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import dev.phoneproof.events.ReplyKey;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealedProofTest {

  private static final String PROOF = "aGVhZGVy.Y2xhaW1z.c2lnbmF0dXJl";

  private final ReplyKey key = ReplyKey.random(new SecureRandom());
  private final String sealed = SealedProof.seal(PROOF, key);

  @Test
  void opensWithItsOwnKeyAlone() {
    assertThat(SealedProof.open(sealed, key)).contains(PROOF);
    assertThat(SealedProof.open(sealed, ReplyKey.random(new SecureRandom()))).isEmpty();
  }

  @Test
  void namesTheKeyThatOpensIt() {
    assertThat(SealedProof.thumbprintIn(sealed)).contains(key.thumbprint());
    assertThat(SealedProof.thumbprintIn(PROOF)).isEmpty();
    assertThat(SealedProof.thumbprintIn("")).isEmpty();
  }

  @Test
  void isSealedDifferentlyEachTime() {
    assertThat(SealedProof.seal(PROOF, key)).isNotEqualTo(sealed);
  }

  @Test
  void isWhatAStockLibraryOpens() throws Exception {
    JWEObject jwe = JWEObject.parse(sealed);
    jwe.decrypt(new DirectDecrypter(key.bytes()));
    assertThat(jwe.getPayload()).hasToString(PROOF);
    assertThat(jwe.getHeader().getKeyID())
        .isEqualTo(
            new OctetSequenceKey.Builder(key.bytes()).build().computeThumbprint().toString());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4})
  void doesNotOpenWhenAnyPartWasChanged(int part) {
    String[] parts = sealed.split("\\.", -1);
    parts[part] = parts[part].startsWith("A") ? "B" : "A" + parts[part];
    assertThat(SealedProof.open(String.join(".", parts), key)).isEmpty();
  }

  @Test
  void doesNotOpenWhatIsOfAnotherKindOrNone() throws Exception {
    JWEObject wrapped =
        new JWEObject(
            new JWEHeader.Builder(JWEAlgorithm.A256KW, EncryptionMethod.A256GCM)
                .keyID(key.thumbprint())
                .build(),
            new Payload(PROOF));
    wrapped.encrypt(new AESEncrypter(key.bytes()));
    assertThat(SealedProof.open(wrapped.serialize(), key)).isEmpty();
    assertThat(SealedProof.open(PROOF, key)).isEmpty();
    assertThat(SealedProof.open("", key)).isEmpty();
  }

  @Test
  void showsNoKey() {
    assertThat(key.toString()).isEqualTo("ReplyKey[redacted]").doesNotContain(key.text());
  }
}
