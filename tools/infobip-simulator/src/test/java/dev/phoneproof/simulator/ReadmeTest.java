package dev.phoneproof.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The README says what the page and the program say. */
class ReadmeTest {
  private static final Path ASSUMPTIONS =
      Path.of("src/main/resources/dev/phoneproof/simulator/page/assumptions.json");

  private final String readme;

  ReadmeTest() throws IOException {
    readme = Files.readString(Path.of("README.md"));
  }

  @Test
  void listsEveryAssumption() {
    JsonNode assumptions = JsonMapper.shared().readTree(ASSUMPTIONS);

    assertThat(assumptions.size()).isPositive();
    for (JsonNode one : assumptions) {
      assertThat(readme)
          .contains(
              "| %s | %s |"
                  .formatted(one.path("topic").asString(), one.path("behaviour").asString()));
    }
  }

  @Test
  void listsEveryOption() {
    assertThat(Pattern.compile("--[a-z-]+(?==)").matcher(CommandLine.help()).results())
        .isNotEmpty()
        .extracting(MatchResult::group)
        .allSatisfy(option -> assertThat(readme).contains("| `" + option + "` |"));
  }
}
