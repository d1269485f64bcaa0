package dev.phoneproof.examples.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the tests of the example for Node. */
class NodeExampleTest {

  private static final Path NODE = Path.of("..", "backend-node");

  @TempDir private Path directory;

  @Test
  void passesItsOwnTests() throws Exception {
    // PHONEPROOF_NODE=required, as .ci/run sets it, makes a missing Node a failure.
    if (!"required".equals(System.getenv("PHONEPROOF_NODE"))) {
      assumeThat(isThere()).as("Node 20 is here; without it its example is not tested").isTrue();
    }
    Path printed = directory.resolve("printed");
    Process tests =
        new ProcessBuilder("node", "--test")
            .directory(NODE.toFile())
            .redirectErrorStream(true)
            .redirectOutput(printed.toFile())
            .start();
    try {
      assertThat(tests.waitFor(1, TimeUnit.MINUTES)).isTrue();
      assertThat(tests.exitValue()).as(Files.readString(printed)).isZero();
    } finally {
      tests.destroyForcibly();
    }
  }

  private boolean isThere() throws InterruptedException {
    try {
      return new ProcessBuilder("node", "--version")
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
