package dev.phoneproof.localstack.supervision;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Lines for the person at the terminal. */
public final class Console {

  private static final int TAIL = 15;
  private static final int WIDTH = 300;

  private final PrintStream out;

  public Console(PrintStream out) {
    this.out = out;
  }

  public void say(String line) {
    out.println(line);
  }

  /** A line that must not be overlooked. */
  public void shout(String line) {
    out.println("!!! " + line);
  }

  /** The end of a log, indented. */
  public void showEndOf(Path log) {
    if (!Files.exists(log)) {
      return;
    }
    try {
      List<String> lines =
          new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().toList();
      lines
          .subList(Math.max(0, lines.size() - TAIL), lines.size())
          .forEach(
              line -> out.println("    | " + line.substring(0, Math.min(WIDTH, line.length()))));
    } catch (IOException e) {
      out.println("    (cannot read " + log + ")");
    }
  }

  /** For example {@code 2.4 s}. */
  public static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
  }
}
