package dev.phoneproof.acceptance.faults;

import dev.phoneproof.acceptance.Simulator;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;

/** Every message that has left the simulator, by the number that it went to. */
final class Inbox implements AutoCloseable {

  private static final int PATIENCE_SECONDS = 2;

  private final Simulator simulator;
  private final Map<String, List<Delivered>> messages = new ConcurrentHashMap<>();
  private final Thread reader;
  private volatile boolean closing;
  private long last;

  private Inbox(Simulator simulator) {
    this.simulator = simulator;
    this.reader = Thread.ofPlatform().daemon().name("inbox").unstarted(this::read);
  }

  static Inbox of(Simulator simulator) {
    Inbox inbox = new Inbox(simulator);
    inbox.reader.start();
    return inbox;
  }

  /** What has arrived at this number so far, oldest first. */
  List<Delivered> at(String msisdn) {
    return messages.getOrDefault(msisdn, List.of());
  }

  /** Returns when everything is here that the simulator has sent before the call. */
  void catchUp() {
    take(0);
  }

  /** The provider starts without memory, and numbers its messages from one again. */
  synchronized void beginsAnew(Runnable start) {
    start.run();
    last = 0;
  }

  private void read() {
    while (!closing) {
      try {
        take(PATIENCE_SECONDS);
      } catch (UncheckedIOException e) {
        Pause.of(Duration.ofSeconds(1)); // The provider is away.
      }
    }
  }

  private synchronized void take(int seconds) {
    for (JsonNode message : simulator.inbox(last, seconds)) {
      last = message.path("seq").asLong();
      messages
          .computeIfAbsent(message.path("to").asString(), _ -> new CopyOnWriteArrayList<>())
          .add(
              new Delivered(
                  message.path("pin").asString(),
                  message.path("pinId").asString(),
                  message.path("kind").asString().equals("resend")));
    }
  }

  @Override
  public void close() throws InterruptedException {
    closing = true;
    reader.join();
  }

  /** A message, as it arrived. */
  record Delivered(String pin, String pinId, boolean again) {}
}
