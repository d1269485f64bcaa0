package dev.phoneproof.simulator.http;

import dev.phoneproof.simulator.inbox.Inbox;
import dev.phoneproof.simulator.inbox.Message;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * The inbox as server-sent events. It follows by position and keeps no queue, so a slow reader
 * costs nothing and skips to the newest messages.
 */
final class InboxStream {
  private static final Duration TICK = Duration.ofSeconds(1);
  private static final Duration BETWEEN_BATCHES = Duration.ofMillis(100);
  private static final int TICKS_TO_HEARTBEAT = 10;
  private static final int LARGEST_BATCH = 200;

  private final Inbox inbox;
  private final BooleanSupplier open;

  InboxStream(Inbox inbox, BooleanSupplier open) {
    this.inbox = inbox;
    this.open = open;
  }

  /** Where events go. */
  interface Sink {
    void write(byte[] bytes) throws IOException;
  }

  /** Returns when the server stops; throws when the reader has gone. */
  void write(long after, Sink sink) throws IOException, InterruptedException {
    int generation = inbox.generation();
    int quiet = 0;
    send(sink, "retry: 1000\n\n");
    while (open.getAsBoolean()) {
      Inbox.Update update = inbox.follow(after, generation, TICK);
      if (update.generation() != generation) {
        generation = update.generation();
        send(sink, "event: cleared\ndata: {}\n\n");
      }
      if (!update.messages().isEmpty()) {
        after = update.messages().getLast().seq();
        send(sink, event(newest(update.messages())));
        quiet = 0;
        Thread.sleep(BETWEEN_BATCHES);
      } else if (++quiet % TICKS_TO_HEARTBEAT == 0) {
        send(sink, ": still here\n\n");
      }
    }
  }

  private static List<Message> newest(List<Message> messages) {
    int from = Math.max(0, messages.size() - LARGEST_BATCH);
    return messages.subList(from, messages.size());
  }

  private static String event(List<Message> messages) {
    return "id: "
        + messages.getLast().seq()
        + "\nevent: messages\ndata: "
        + Json.text(messages)
        + "\n\n";
  }

  private static void send(Sink sink, String text) throws IOException {
    sink.write(text.getBytes(StandardCharsets.UTF_8));
  }
}
