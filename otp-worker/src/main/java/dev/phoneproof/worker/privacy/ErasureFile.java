package dev.phoneproof.worker.privacy;

import dev.phoneproof.events.ErasureCompleted.Counts;
import dev.phoneproof.worker.settings.RefusedSettingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Erasures as lines of JSON, to be kept with the backups and repeated after a restore. */
@Component
public class ErasureFile {

  private static final String SETTING = "PHONEPROOF_ERASURES_FILE";

  private final JsonMapper json;

  ErasureFile(JsonMapper json) {
    this.json = json;
  }

  /** One line for each erasure that is done; the hash stands for the number. */
  public String lines(List<Erasure> erasures) {
    StringBuilder lines = new StringBuilder();
    for (Erasure erasure : erasures) {
      @Nullable Counts counts = erasure.counts();
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("requestId", erasure.requestId());
      line.put("numberHash", HexFormat.of().formatHex(erasure.numberHash()));
      line.put("erasedAt", erasure.erasedAt().toString());
      line.put("requestedBy", erasure.requestedBy());
      if (erasure.reason() != null) {
        line.put("reason", erasure.reason());
      }
      if (counts != null) {
        line.put("verifications", counts.verifications());
        line.put("sends", counts.sends());
        line.put("submissions", counts.submissions());
      }
      lines.append(json.writeValueAsString(line)).append('\n');
    }
    return lines.toString();
  }

  /**
   * Reads what {@link #lines} wrote.
   *
   * @throws RefusedSettingException when it cannot be read to its end: a part would be worse
   */
  List<Erasure> read(Path file) {
    List<Erasure> erasures = new ArrayList<>();
    try {
      for (String line : Files.readAllLines(file)) {
        if (!line.isBlank()) {
          erasures.add(erasure(json.readTree(line)));
        }
      }
    } catch (IOException e) {
      throw new RefusedSettingException(SETTING, "names a file that cannot be read");
    } catch (JacksonException | DateTimeException | IllegalArgumentException e) {
      throw new RefusedSettingException(SETTING, "has no erasure in line " + (erasures.size() + 1));
    }
    return erasures;
  }

  private static Erasure erasure(JsonNode line) {
    return new Erasure(
        UUID.fromString(line.path("requestId").asString("")),
        hash(line.path("numberHash").asString("")),
        Instant.parse(line.path("erasedAt").asString("")),
        line.path("requestedBy").asString("unknown"),
        line.path("reason").asString(null),
        line.has("verifications")
            ? new Counts(
                line.path("verifications").asInt(),
                line.path("sends").asInt(),
                line.path("submissions").asInt())
            : null);
  }

  private static byte[] hash(String hex) {
    byte[] hash = HexFormat.of().parseHex(hex);
    if (hash.length != 32) {
      throw new IllegalArgumentException("not the hash of a number");
    }
    return hash;
  }
}
