package dev.phoneproof.localstack;

import dev.phoneproof.localstack.supervision.Console;
import java.nio.file.Path;
import java.util.List;

/** Runs the whole system on this machine; started by {@code ./demo}. */
public final class LocalStack {

  private LocalStack() {}

  /**
   * Ends with 0 when all went well, 1 when something failed, 2 when it was called in a wrong way.
   *
   * @param args one option at most
   */
  public static void main(String[] args) throws Exception {
    System.exit(exitCode(List.of(args)));
  }

  private static int exitCode(List<String> arguments) throws Exception {
    try {
      Path root = Path.of(System.getProperty("phoneproof.root", "")).toAbsolutePath();
      Demo demo = new Demo(root, System.getenv(), new Console(System.out));
      return switch (Options.parse(arguments)) {
        case RUN -> demo.run();
        case CHECK -> demo.check();
        case RESET -> demo.reset();
        case HELP -> {
          System.out.print(Texts.usage());
          yield Demo.OK;
        }
      };
    } catch (WrongUsageException e) {
      System.err.println("demo: " + e.getMessage() + " (./demo --help)");
      return Demo.WRONG_USAGE;
    } catch (RefusedException e) {
      e.getMessage().lines().forEach(line -> System.err.println("demo: " + line));
      return Demo.FAILED;
    }
  }
}
