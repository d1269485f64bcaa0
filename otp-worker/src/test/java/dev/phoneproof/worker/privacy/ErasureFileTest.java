package dev.phoneproof.worker.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.phoneproof.events.ErasureCompleted.Counts;
import dev.phoneproof.worker.settings.RefusedSettingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class ErasureFileTest {

  private final ErasureFile file = new ErasureFile(new JsonMapper());

  @TempDir Path folder;

  @Test
  void readsWhatItWrote() throws IOException {
    byte[] hash = new byte[32];
    hash[0] = (byte) 0xa7;
    List<Erasure> written =
        List.of(
            new Erasure(
                UUID.randomUUID(),
                hash,
                Instant.parse("2026-11-23T10:00:00.123456Z"),
                "operator eva",
                "DSR-12",
                new Counts(3, 4, 2)),
            new Erasure(UUID.randomUUID(), new byte[32], Instant.EPOCH, "otp.privacy", null, null));

    List<Erasure> read = read(file.lines(written));

    assertThat(read).usingRecursiveComparison().isEqualTo(written);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "385912345678",
        "{\"requestId\": \"385912345678\"}",
        "{\"requestId\":\"7d9e2c14-5a3b-4f60-8e7d-1b2c3d4e5f60\",\"numberHash\":\"ab\","
            + "\"erasedAt\":\"2026-11-23T10:00:00Z\"}"
      })
  void refusesALineThatIsNoneWithoutRepeatingIt(String line) {
    assertThatThrownBy(() -> read(line))
        .isInstanceOf(RefusedSettingException.class)
        .hasMessage("PHONEPROOF_ERASURES_FILE has no erasure in line 1");
  }

  @Test
  void saysThatThereIsNoFile() {
    assertThatThrownBy(() -> file.read(folder.resolve("none")))
        .hasMessage("PHONEPROOF_ERASURES_FILE names a file that cannot be read");
  }

  private List<Erasure> read(String lines) throws IOException {
    return file.read(Files.writeString(folder.resolve("erasures.jsonl"), lines));
  }
}
