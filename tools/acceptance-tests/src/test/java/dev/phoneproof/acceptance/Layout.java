package dev.phoneproof.acceptance;

import java.nio.file.Path;

/** Where things lie: by Maven's word, or as an IDE runs tests, from the module's folder. */
public final class Layout {

  private Layout() {}

  /** The repository's folder. */
  public static Path root() {
    return Path.of(System.getProperty("phoneproof.root", "../..")).toAbsolutePath().normalize();
  }

  public static Path logs() {
    return Path.of(System.getProperty("phoneproof.logs", "target/acceptance")).toAbsolutePath();
  }
}
