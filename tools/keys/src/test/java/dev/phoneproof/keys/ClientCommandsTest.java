package dev.phoneproof.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientCommandsTest {

  @TempDir private Path home;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private Instant now = Instant.parse("2026-11-23T12:00:00Z");

  @Test
  void showsANewClientsKeyOnceAndKeepsItsHashOnly() throws Exception {
    String key = run("make shop");
    assertThat(key).matches("[A-Za-z0-9_-]{43}");
    assertThat(text())
        .contains("\"id\": \"shop\"", "\"sha256\": \"" + sha256(key) + "\"", "\"verification\"")
        .doesNotContain(key);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
    assertThat(run("list")).contains("shop", "key " + id(key) + " active");
    assertThat(run("list")).doesNotContain(key, sha256(key));
  }

  @Test
  void addsClientsBesideEachOther() throws Exception {
    String shop = run("make shop");
    String bank = run("make bank");
    assertThat(text()).contains(sha256(shop), sha256(bank));
    assertThat(runs("make shop")).isEqualTo(1);
    assertThat(text()).contains(sha256(shop));
  }

  @Test
  void letsTheFormerKeyEndWhenItRotates() throws Exception {
    String first = run("make shop");
    String second = run("rotate shop");
    assertThat(text())
        .contains(sha256(first), sha256(second), "\"expires\": \"2026-11-30T12:00:00Z\"");
    assertThat(runs("rotate shop")).isEqualTo(1);

    now = now.plus(Duration.ofDays(7));
    String third = run("rotate shop 0");
    assertThat(text()).contains(sha256(second), sha256(third)).doesNotContain(sha256(first));
    assertThat(run("list")).contains("ended at 2026-11-30T12:00:00Z");
  }

  @Test
  void dropsAKeyAtOnce() throws Exception {
    String first = run("make shop");
    String second = run("rotate shop");
    assertThat(runs("drop shop 00000000")).isEqualTo(1);
    assertThat(run("drop shop " + id(first))).contains("is gone");
    assertThat(text()).contains(sha256(second)).doesNotContain(sha256(first));
  }

  @Test
  void leavesAClientOneKeyOrAnOrigin() throws Exception {
    String only = run("make shop");
    assertThat(runs("drop shop " + id(only))).isEqualTo(1);
    assertThat(text()).contains(sha256(only));
    Files.writeString(
        file(), text().replace("\"origins\": []", "\"origins\": [\"https://shop.example\"]"));
    assertThat(run("drop shop " + id(only))).contains("is gone");
  }

  @Test
  void keepsWhatPeopleHaveWritten() throws Exception {
    Files.createDirectories(file().getParent());
    Files.writeString(
        file(),
        """
        {"clients":[{"id":"shop","keys":["%s"],"origins":["https://shop.example"],
         "limits":{"messagesPerDay":10000},"numberInProofs":false}]}
        """
            .formatted("ab".repeat(32)));
    run("rotate shop 30");
    assertThat(text())
        .contains(
            "ab".repeat(32),
            "2026-12-23T12:00:00Z",
            "\"https://shop.example\"",
            "\"messagesPerDay\": 10000",
            "\"numberInProofs\": false");
  }

  @Test
  void putsTheClientsAmongTheOtherSettings() throws Exception {
    run("make shop");
    keys("make");
    out.reset();
    assertThat(keys("env")).isZero();
    assertThat(out.toString(UTF_8))
        .containsPattern("PHONEPROOF_CLIENTS='\\{\"clients\":\\[\\{\"id\":\"shop\".*}]}'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rotate shop", "rotate shop soon", "drop shop 1", "make a/b"})
  void refusesWhatIsNotThere(String command) throws Exception {
    assertThat(runs(command)).isEqualTo(1);
    assertThat(err.toString(UTF_8)).startsWith("keys: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "make", "show shop", "list all"})
  void explainsItselfWhenItIsNotUnderstood(String command) throws Exception {
    assertThat(runs(command)).isEqualTo(2);
    assertThat(err.toString(UTF_8)).contains("./keys client make ID DIRECTORY");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "secret",
        "[]",
        "{}",
        "{\"clients\":\"secret\"}",
        "{\"clients\":[\"secret\"]}",
        "{\"clients\":[{\"secret\":1}]}",
        "{\"clients\":[{\"id\":\"bank\",\"keys\":\"secret\"}]}",
        "{\"clients\":[{\"id\":\"bank\",\"keys\":[{\"secret\":1}]}]}"
      })
  void leavesAFileAloneThatItCannotRead(String text) throws Exception {
    Files.createDirectories(file().getParent());
    Files.writeString(file(), text);
    assertThat(runs("make shop")).isEqualTo(1);
    assertThat(text()).isEqualTo(text);
    assertThat(err.toString(UTF_8)).doesNotContain("secret");
  }

  private String run(String command) throws Exception {
    out.reset();
    assertThat(runs(command)).as(err.toString(UTF_8)).isZero();
    return out.toString(UTF_8).strip();
  }

  private int runs(String command) throws Exception {
    List<String> words = new ArrayList<>(List.of("client"));
    words.addAll(List.of(command.split(" ")));
    words.removeIf(String::isEmpty);
    return keys(words.toArray(String[]::new));
  }

  private int keys(String... command) throws Exception {
    List<String> arguments = new ArrayList<>(List.of(command));
    arguments.add(file().getParent().toString());
    return new Keys(
            new PrintStream(out, true, UTF_8),
            new PrintStream(err, true, UTF_8),
            Clock.fixed(now, ZoneOffset.UTC))
        .run(arguments);
  }

  private String text() throws Exception {
    return Files.readString(file());
  }

  private Path file() {
    return home.resolve("keys").resolve("clients");
  }

  private static String id(String key) throws Exception {
    return sha256(key).substring(0, 8);
  }

  private static String sha256(String key) throws Exception {
    return HexFormat.of()
        .formatHex(MessageDigest.getInstance("SHA-256").digest(key.getBytes(UTF_8)));
  }
}
