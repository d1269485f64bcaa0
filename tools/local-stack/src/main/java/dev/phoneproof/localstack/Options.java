package dev.phoneproof.localstack;

import java.util.List;

/** What the command line asks for. */
enum Options {
  RUN,
  CHECK,
  RESET,
  HELP;

  /**
   * Reads the command line.
   *
   * @throws WrongUsageException when it is none that exists
   */
  static Options parse(List<String> arguments) {
    if (arguments.size() > 1) {
      throw new WrongUsageException("one option at most");
    }
    if (arguments.isEmpty()) {
      return RUN;
    }
    return switch (arguments.getFirst()) {
      case "--check" -> CHECK;
      case "--reset" -> RESET;
      case "--help", "-h" -> HELP;
      default -> throw new WrongUsageException("unknown option " + arguments.getFirst());
    };
  }
}
