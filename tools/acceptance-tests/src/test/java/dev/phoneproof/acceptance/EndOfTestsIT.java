package dev.phoneproof.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

/** What must hold after all that the other tests have done. */
@Isolated
@Order(Integer.MAX_VALUE)
@ExtendWith(WithRunningSystem.class)
class EndOfTestsIT {

  /** Runs of letters and digits, as a PIN would stand in a sentence; with dots it is a number. */
  private static final Pattern WORD = Pattern.compile("[0-9A-Za-z]+");

  private final RunningSystem system;

  EndOfTestsIT(RunningSystem system) {
    this.system = system;
  }

  @Test
  void everyRequestToInfobipWasOneThatItsContractAllows() {
    assertThat(system.simulator().violations().toString()).isEqualTo("[]");
  }

  @Test
  void noLogShowsANumberOrAPin() throws IOException {
    List<String> numbers =
        system.confidential().stream().filter(text -> text.startsWith("91")).toList();
    for (Path log : logsUnderTest()) {
      String text = Files.readString(log, StandardCharsets.UTF_8);
      Set<String> words = words(text);
      assertThat(numbers).as("numbers in %s", log).noneMatch(text::contains);
      assertThat(system.confidential()).as("PINs in %s", log).noneMatch(words::contains);
    }
  }

  @Test
  void noLogShowsAnErrorThatNobodyExpected() throws IOException {
    for (Path log : logsUnderTest()) {
      assertThat(Files.readAllLines(log))
          .filteredOn(line -> line.startsWith("\tat ") || line.contains("NullPointerException"))
          .as("stack traces in %s", log)
          .isEmpty();
    }
  }

  /** The simulator's own log is none of a deployed part. */
  private List<Path> logsUnderTest() {
    return system.logs().stream().filter(log -> !log.endsWith("simulator.log")).toList();
  }

  private static Set<String> words(String text) {
    Set<String> words = new TreeSet<>();
    Matcher matcher = WORD.matcher(text);
    while (matcher.find()) {
      words.add(matcher.group());
    }
    return words;
  }
}
