package dev.phoneproof.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import dev.phoneproof.events.CloudEvent;
import dev.phoneproof.events.OtpRequested;
import dev.phoneproof.events.PhoneNumber;
import dev.phoneproof.events.sealing.Opener;
import dev.phoneproof.events.sealing.Sealer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeysTest {

  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

  @TempDir private Path home;

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  @Test
  void makesEveryKeyReadableForItsOwnerOnly() throws Exception {
    assertThat(run("make")).isZero();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory())))
        .isEqualTo("rwx------");
    for (Kind kind : Kind.values()) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file(kind))))
          .isEqualTo("rw-------");
      assertThat(printed()).contains(file(kind).toString()).doesNotContain(text(kind));
    }
    assertThat(Base64.getDecoder().decode(text(Kind.LOOKUP))).hasSize(32);
    assertThat(Files.readString(directory().resolve("sealing-public-keys")))
        .contains("\"alg\":\"ECDH-ES+A256KW\"")
        .doesNotContain("\"d\"");
    assertThat(Files.readString(directory().resolve("proof-public-keys")))
        .contains("\"alg\":\"ES256\"", "\"use\":\"sig\"")
        .doesNotContain("\"d\"");
  }

  @ParameterizedTest
  @EnumSource
  void leavesAKeyThatIsThere(Kind kind) throws Exception {
    run("make");
    String first = text(kind);
    run("make");
    assertThat(text(kind)).isEqualTo(first);
  }

  @Test
  void makesAMissingKeyBesideTheOthers() throws Exception {
    run("make");
    Files.delete(file(Kind.STORAGE));
    Files.delete(directory().resolve("sealing-public-keys"));
    Files.writeString(directory().resolve("storage-keys.new"), "half a k");
    run("make");
    assertThat(text(Kind.STORAGE)).contains("AesGcmKey");
    Sealer.of(Files.readString(directory().resolve("sealing-public-keys")));
  }

  @Test
  void rotatesSealingKeysSoThatOldEventsStillOpen() throws Exception {
    run("make");
    CloudEvent<OtpRequested> old = sealed();
    String first = only(ids(Kind.SEALING));
    assertThat(run("rotate", "sealing")).isZero();
    CloudEvent<OtpRequested> young = sealed();

    assertThat(first).matches("20261123-[0-9a-f]{4}");
    assertThat(ids(Kind.SEALING)).hasSize(2).last().isEqualTo(first);
    Opener opener = Opener.of(text(Kind.SEALING));
    assertThat(opener.open(old).data().phoneNumber().plain()).contains("+385912345678");
    assertThat(opener.open(young).data().phoneNumber().plain()).contains("+385912345678");

    assertThat(run("drop", "sealing", first)).isZero();
    assertThat(ids(Kind.SEALING)).hasSize(1).doesNotContain(first);
    Opener.of(text(Kind.SEALING)).open(young);
    assertThat(Files.readString(directory().resolve("sealing-public-keys"))).doesNotContain(first);
  }

  @Test
  void rotatesProofKeysTheNewestFirstAndShowsBoth() throws Exception {
    run("make");
    String first = only(ids(Kind.PROOF));
    assertThat(run("rotate", "proof")).isZero();
    assertThat(ids(Kind.PROOF)).hasSize(2).last().isEqualTo(first);
    assertThat(printed()).contains("Give the public keys to every gateway first");
    Path shown = directory().resolve("proof-public-keys");
    assertThat(JWKSet.parse(Files.readString(shown)).getKeys())
        .extracting(JWK::getKeyID)
        .isEqualTo(ids(Kind.PROOF));
    run("drop", "proof", first);
    assertThat(Files.readString(shown)).doesNotContain(first);
  }

  @Test
  void rotatesStorageKeysSoThatOldRowsStillOpen() throws Exception {
    run("make");
    byte[] old = aead().encrypt(new byte[] {1}, new byte[0]);
    String first = ids(Kind.STORAGE).getFirst();
    run("rotate", "storage");
    byte[] young = aead().encrypt(new byte[] {2}, new byte[0]);

    assertThat(ids(Kind.STORAGE)).hasSize(3).contains(first);
    assertThat(ids(Kind.STORAGE).getFirst()).isNotEqualTo(first);
    assertThat(aead().decrypt(old, new byte[0])).containsExactly(1);
    run("drop", "storage", first);
    assertThat(ids(Kind.STORAGE)).hasSize(2).doesNotContain(first);
    assertThat(aead().decrypt(young, new byte[0])).containsExactly(2);
  }

  /** Workers get their settings one after the other. */
  @Test
  void letsAWorkerWithTheFormerStorageKeysOpenWhatTheNewestSeals() throws Exception {
    run("make");
    Aead former = aead();
    run("rotate", "storage");
    byte[] young = aead().encrypt(new byte[] {2}, new byte[0]);
    assertThat(former.decrypt(young, new byte[0])).containsExactly(2);
  }

  @Test
  void rotatesTokenKeysTheNewestFirst() throws Exception {
    run("make");
    String first = text(Kind.TOKEN);
    run("rotate", "token");
    assertThat(text(Kind.TOKEN)).endsWith("," + first).hasSize(2 * first.length() + 1);
    run("drop", "token", ids(Kind.TOKEN).get(1));
    assertThat(text(Kind.TOKEN)).doesNotContain(first).hasSameSizeAs(first);
  }

  @ParameterizedTest
  @ValueSource(strings = {"lookup", "id"})
  void doesNotRotateWhatThereCanBeOneOf(String kind) throws Exception {
    run("make");
    assertThat(run("rotate", kind)).isEqualTo(1);
    assertThat(printed()).contains("keys: the " + kind + " key stays: ");
  }

  @Test
  void dropsNoKeyThatIsInUseOrNotThere() throws Exception {
    run("make");
    assertThat(run("drop", "token", only(ids(Kind.TOKEN)))).isEqualTo(1);
    assertThat(run("drop", "token", "00000000")).isEqualTo(1);
    assertThat(ids(Kind.TOKEN)).hasSize(1);
  }

  @Test
  void printsSecretsOnlyWhenAsked() throws Exception {
    run("make");
    for (String command :
        List.of("list", "rotate sealing", "rotate proof", "rotate storage", "rotate token")) {
      printed.reset();
      run(command.split(" "));
      for (Kind kind : Kind.values()) {
        assertThat(printed()).doesNotContain(text(kind));
      }
    }
    printed.reset();
    run("env");
    for (Kind kind : Kind.values()) {
      assertThat(printed()).contains(kind.setting() + "='" + text(kind) + "'");
    }
  }

  @ParameterizedTest
  @CsvSource({"show", "rotate", "drop sealing", "list x"})
  void explainsItselfWhenItIsNotUnderstood(String command) throws Exception {
    assertThat(run(command.split(" "))).isEqualTo(2);
    assertThat(printed()).contains("./keys rotate KIND DIRECTORY");
  }

  @Test
  void refusesKeysThatItCannotRead() throws Exception {
    run("make");
    Files.writeString(file(Kind.STORAGE), "{\"secret\":1}");
    assertThat(run("rotate", "storage")).isEqualTo(1);
    assertThat(run("rotate", "other")).isEqualTo(1);
    assertThat(printed()).doesNotContain("secret");
  }

  private int run(String... command) throws Exception {
    PrintStream out = new PrintStream(printed, true, UTF_8);
    List<String> arguments = new java.util.ArrayList<>(List.of(command));
    arguments.add(directory().toString());
    return new Keys(out, out, Clock.fixed(NOW, ZoneOffset.UTC)).run(arguments);
  }

  private CloudEvent<OtpRequested> sealed() throws Exception {
    Sealer sealer = Sealer.of(Files.readString(directory().resolve("sealing-public-keys")));
    OtpRequested request =
        OtpRequested.overSms(
            UUID.randomUUID(), "shop", PhoneNumber.plain("+385912345678"), "login", NOW);
    return sealer.seal(CloudEvent.of(request, "/shop", NOW));
  }

  private Aead aead() throws Exception {
    return TinkJsonProtoKeysetFormat.parseKeyset(text(Kind.STORAGE), InsecureSecretKeyAccess.get())
        .getPrimitive(RegistryConfiguration.get(), Aead.class);
  }

  private List<String> ids(Kind kind) throws Exception {
    return new KeyDirectory(directory(), Clock.systemUTC(), new java.security.SecureRandom())
        .ids(kind);
  }

  private static String only(List<String> ids) {
    assertThat(ids).hasSize(1);
    return ids.getFirst();
  }

  private String text(Kind kind) throws Exception {
    return Files.readString(file(kind));
  }

  private Path file(Kind kind) {
    return directory().resolve(kind.file());
  }

  private Path directory() {
    return home.resolve("keys");
  }

  private String printed() {
    return printed.toString(UTF_8);
  }
}
