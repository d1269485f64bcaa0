package dev.phoneproof.worker.storage;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.phoneproof.worker.settings.RefusedSettingException;
import dev.phoneproof.worker.verification.Msisdn;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VaultTest {

  private static final Msisdn NUMBER = new Msisdn("+385912345678");

  private final UUID row = UUID.randomUUID();
  private final Vault vault = Keysets.vault(7);

  @Test
  void opensWhatItSealed() {
    assertThat(vault.open(row, vault.seal(row, NUMBER))).isEqualTo(NUMBER);
    assertThat(vault.openPin(row, vault.sealPin(row, "424242"))).isEqualTo("424242");
  }

  @Test
  void showsNothingOfWhatItSealed() {
    byte[] sealed = vault.seal(row, NUMBER);
    assertThat(new String(sealed, ISO_8859_1)).doesNotContain("385", "5678");
    assertThat(vault.seal(row, NUMBER)).isNotEqualTo(sealed);
  }

  @Test
  void opensOnlyForTheRowThatItSealedFor() {
    byte[] sealed = vault.seal(row, NUMBER);
    assertThatThrownBy(() -> vault.open(UUID.randomUUID(), sealed))
        .isInstanceOf(UnopenableException.class)
        .hasMessage("key 7 did not seal it for this row");
  }

  @Test
  void takesNoPinForANumber() {
    byte[] pin = vault.sealPin(row, NUMBER.e164());
    assertThatThrownBy(() -> vault.open(row, pin)).isInstanceOf(UnopenableException.class);
  }

  @Test
  void takesNoProofForAnythingElse() {
    byte[] proof = vault.sealProof(row, "a.b.c");
    assertThat(vault.openProof(row, proof)).isEqualTo("a.b.c");
    assertThatThrownBy(() -> vault.openReplyKeys(row, proof))
        .isInstanceOf(UnopenableException.class);
    assertThatThrownBy(() -> vault.openProof(UUID.randomUUID(), proof))
        .isInstanceOf(UnopenableException.class);
  }

  @Test
  void noticesAChangedByte() {
    byte[] sealed = vault.seal(row, NUMBER);
    sealed[20] ^= 1;
    assertThatThrownBy(() -> vault.open(row, sealed)).isInstanceOf(UnopenableException.class);
  }

  @Test
  void namesTheKeyThatIsNotThere() {
    // An id that is negative as an int: PostgreSQL's column and logs have it as Tink writes it.
    byte[] sealed = Keysets.vault(-2).seal(row, NUMBER);
    assertThat(Keysets.vault(-2).primaryKey()).isEqualTo(4_294_967_294L);
    assertThatThrownBy(() -> vault.open(row, sealed))
        .isInstanceOf(UnopenableException.class)
        .hasMessage("sealed by key 4294967294, which is not here");
  }

  @Test
  void opensNothingWhereNothingIs() {
    assertThatThrownBy(() -> vault.open(row, null)).isInstanceOf(UnopenableException.class);
    assertThatThrownBy(() -> vault.open(row, new byte[3])).isInstanceOf(UnopenableException.class);
  }

  @Test
  void opensWithEveryKeyAndSealsWithThePrimary() {
    byte[] old = vault.seal(row, NUMBER);
    Vault after = Keysets.vault(8, 7);
    assertThat(after.open(row, old)).isEqualTo(NUMBER);
    assertThat(Keysets.vault(8).open(row, after.seal(row, NUMBER))).isEqualTo(NUMBER);
    assertThat(after.primaryKey()).isEqualTo(8);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "c2VjcmV0",
        "{\"primaryKeyId\":7,\"key\":[]}",
        // AES128_GCM
        "{\"primaryKeyId\":7,\"key\":[{\"keyData\":{\"typeUrl\":"
            + "\"type.googleapis.com/google.crypto.tink.AesGcmKey\",\"value\":"
            + "\"GhAAAAAAAAAAAAAAAAAAAAAA\",\"keyMaterialType\":\"SYMMETRIC\"},"
            + "\"status\":\"ENABLED\",\"keyId\":7,\"outputPrefixType\":\"TINK\"}]}",
        // AES256_GCM, but without the key's id in front
        "{\"primaryKeyId\":7,\"key\":[{\"keyData\":{\"typeUrl\":"
            + "\"type.googleapis.com/google.crypto.tink.AesGcmKey\",\"value\":"
            + "\"GiAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==\","
            + "\"keyMaterialType\":\"SYMMETRIC\"},"
            + "\"status\":\"ENABLED\",\"keyId\":7,\"outputPrefixType\":\"RAW\"}]}"
      })
  void refusesAnythingButAKeysetOfItsKind(String json) {
    assertThatThrownBy(() -> StorageKeyset.parse(json))
        .isInstanceOf(RefusedSettingException.class)
        .hasMessage(
            "PHONEPROOF_STORAGE_KEYS is malformed: must be a Tink keyset in JSON with AES256_GCM"
                + " keys")
        .hasNoCause();
  }

  @Test
  void takesAKeysetThatWasWrittenByHand() {
    String json =
        "{\"primaryKeyId\":7,\"key\":[{\"keyData\":{\"typeUrl\":"
            + "\"type.googleapis.com/google.crypto.tink.AesGcmKey\",\"value\":"
            + "\"GiAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==\","
            + "\"keyMaterialType\":\"SYMMETRIC\"},"
            + "\"status\":\"ENABLED\",\"keyId\":7,\"outputPrefixType\":\"TINK\"}]}";
    assertThat(StorageKeyset.parse(json).primary()).isEqualTo(7);
  }
}
