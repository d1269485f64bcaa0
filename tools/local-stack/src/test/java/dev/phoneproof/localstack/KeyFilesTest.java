package dev.phoneproof.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFilesTest {

  @TempDir private Path directory;

  @Test
  void makesAKeyThatOnlyTheUserCanRead() throws Exception {
    Path file = keys().get("id-key");

    assertThat(Base64.getDecoder().decode(Files.readString(file))).hasSize(32);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
        .isEqualTo("rwx------");
  }

  @Test
  void makesAKeysetWithARandomKey() throws Exception {
    String keyset = Files.readString(keys().keyset("storage-keys"));

    assertThat(keyset)
        .matches(
            "\\{\"primaryKeyId\":1,\"key\":\\[\\{.*\"value\":\"Gi[A-D][A-Za-z0-9+/]{43}==\".*\"TINK\"}]}");
    assertThat(keys().keyset("other-keys")).content().isNotEqualTo(keyset);
    assertThat(keys().keyset("storage-keys")).hasContent(keyset);
  }

  @Test
  void keepsTheKeyThatIsThere() throws Exception {
    String first = Files.readString(keys().get("id-key"));

    assertThat(keys().get("id-key")).hasContent(first);
  }

  @Test
  void makesADifferentKeyForEachUse() throws Exception {
    assertThat(Files.readString(keys().get("id-key")))
        .isNotEqualTo(Files.readString(keys().get("lookup-key")));
  }

  @Test
  void survivesAnInterruptedFirstAttempt() throws Exception {
    Files.createDirectories(directory.resolve("keys"));
    Files.writeString(directory.resolve("keys/id-key.new"), "half a k");

    assertThat(Base64.getDecoder().decode(Files.readString(keys().get("id-key")))).hasSize(32);
  }

  private KeyFiles keys() {
    return new KeyFiles(directory.resolve("keys"), new SecureRandom());
  }
}
