package dev.phoneproof.localstack;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;

/** The longer texts for the person at the terminal, from files beside this class. */
final class Texts {

  private Texts() {}

  /** How {@code ./demo} is called. */
  static String usage() {
    return filled("usage.txt", Map.of());
  }

  /** Where everything is, and what to try, ready to be pasted into a shell. */
  static String running(Stack stack) {
    Ports ports = stack.ports();
    boolean simulated = stack.account().isEmpty();
    Map<String, String> values =
        Map.of(
            "state", stack.state().path().toString(),
            "gateway", ports.url(DemoPort.GATEWAY),
            "inbox",
                stack
                    .account()
                    .map(account -> "your phone: messages go out through " + account.baseUrl())
                    .orElse(ports.url(DemoPort.SIMULATOR) + "/"),
            "kafka", "127.0.0.1:" + ports.of(DemoPort.KAFKA),
            "jdbcUrl", stack.jdbcUrl(),
            "gatewayManagement", ports.url(DemoPort.GATEWAY_MANAGEMENT),
            "workerManagement", ports.url(DemoPort.WORKER_MANAGEMENT));
    return filled("running.txt", values)
        + filled(simulated ? "try-simulator.txt" : "try-account.txt", values);
  }

  private static String filled(String file, Map<String, String> values) {
    try (InputStream stream = Objects.requireNonNull(Texts.class.getResourceAsStream(file))) {
      String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      for (Map.Entry<String, String> value : values.entrySet()) {
        text = text.replace("{{" + value.getKey() + "}}", value.getValue());
      }
      return text;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
