package dev.phoneproof.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.phoneproof.events.CloudEvent;
import dev.phoneproof.events.Event;
import dev.phoneproof.events.EventCodec;
import dev.phoneproof.events.OtpRequested;
import dev.phoneproof.events.PhoneNumber;
import dev.phoneproof.events.sealing.Opener;
import dev.phoneproof.events.sealing.OpeningException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the examples seal, in both languages, the worker opens. */
class ExamplesTest {

  private static final String NUMBER = "+385912345678";
  private static final Path NODE = Path.of("..", "publisher-node");

  @TempDir private Path directory;

  @Test
  void whatJavaSealsIsOpened() throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classPath = System.getProperty("java.class.path");
    assertIsOpened(
        run(Path.of("."), java, "-cp", classPath, "dev.phoneproof.examples.Publisher", NUMBER));
  }

  @Test
  void whatNodeSealsIsOpened() throws Exception {
    // PHONEPROOF_NODE=required, as .ci/run sets it, makes a missing Node a failure.
    if (!"required".equals(System.getenv("PHONEPROOF_NODE"))) {
      assumeThat(isThere("node") && isThere("npm"))
          .as("Node 20 and npm are here; without them the Node example is not tested")
          .isTrue();
    }
    if (!Files.exists(NODE.resolve("node_modules/.package-lock.json"))) {
      run(NODE, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
    }
    assertIsOpened(run(NODE, "node", "publish.mjs", NUMBER));
  }

  private void assertIsOpened(String printed) throws Exception {
    String[] parts = printed.strip().split("\n\n", 2);
    List<String> head = parts[0].lines().toList();
    Map<String, String> headers = new HashMap<>();
    head.stream()
        .skip(2)
        .map(line -> line.split(": ", 2))
        .forEach(header -> headers.put(header[0], header[1]));
    CloudEvent<? extends Event> event =
        new EventCodec().decode(headers, parts[1].strip().getBytes(UTF_8));

    assertThat(printed).doesNotContain(NUMBER.substring(1));
    assertThat(head.get(0)).isEqualTo("otp.requests");
    assertThat(head.get(1)).isEqualTo(event.data().key().toString());
    Opener opener = Opener.of(keys("privateKeys"));
    assertThat(((OtpRequested) opener.open(event).data()).phoneNumber())
        .isEqualTo(PhoneNumber.plain(NUMBER));
    CloudEvent<?> moved = new CloudEvent<>("another", event.source(), Instant.EPOCH, event.data());
    assertThatThrownBy(() -> opener.open(moved))
        .isInstanceOf(OpeningException.BoundElsewhere.class);
  }

  private String run(Path in, String... command) throws Exception {
    Path keys = Files.writeString(directory.resolve("public-keys"), keys("publicKeys"));
    Path printed = directory.resolve("printed");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(in.toFile())
            .redirectOutput(printed.toFile())
            .redirectError(directory.resolve("complaints").toFile());
    builder.environment().put("PHONEPROOF_SEALING_PUBLIC_KEYS_FILE", keys.toString());
    builder.environment().remove("KAFKA_BOOTSTRAP_SERVERS");
    Process process = builder.start();
    try {
      assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
      assertThat(process.exitValue())
          .as(() -> complaints(directory.resolve("complaints")))
          .isZero();
      return Files.readString(printed);
    } finally {
      process.destroyForcibly();
    }
  }

  private static String complaints(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static boolean isThere(String program) throws InterruptedException {
    try {
      return new ProcessBuilder(program, "--version")
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** Those of the test vectors. */
  private static String keys(String member) throws IOException {
    try (InputStream in = EventCodec.class.getResourceAsStream("vectors/sealing.json")) {
      return new tools.jackson.databind.json.JsonMapper().readTree(in).get(member).toString();
    }
  }
}
