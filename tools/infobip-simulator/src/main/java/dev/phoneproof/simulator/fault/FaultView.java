package dev.phoneproof.simulator.fault;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A fault in force as JSON: its definition, its id, how often it struck and what is left of it. */
public final class FaultView {
  private FaultView() {}

  public static ObjectNode of(ActiveFault active) {
    Fault fault = active.fault();
    ObjectNode view = JsonNodeFactory.instance.objectNode();
    view.put("id", active.id());
    var operations = view.putArray("operations");
    fault.calls().stream()
        .map(call -> call.name().toLowerCase(Locale.ROOT))
        .sorted()
        .forEach(operations::add);
    effect(fault.effect(), view);
    if (fault.probability() < 1) {
      view.put("probability", fault.probability());
    }
    putPresent(view, "to", fault.to());
    Integer left = active.left();
    if (left != null) {
      view.put("left", left.intValue());
    }
    view.put("strikes", active.strikes());
    return view;
  }

  private static void effect(Effect effect, ObjectNode view) {
    switch (effect) {
      case Effect.Latency latency ->
          view.put("kind", "latency")
              .put("minMillis", latency.min().toMillis())
              .put("maxMillis", latency.max().toMillis());
      case Effect.PerSecond perSecond ->
          view.put("kind", "per-second").put("calls", perSecond.calls());
      case Effect.Status status -> status(status, view);
      case Effect.Timeout timeout ->
          view.put("kind", "timeout").put("seconds", timeout.silence().toSeconds());
      case Effect.Reset _ -> view.put("kind", "reset");
      case Effect.Malformed _ -> view.put("kind", "malformed");
      case Effect.Empty _ -> view.put("kind", "empty");
      case Effect.NotSent _ -> view.put("kind", "not-sent");
      case Effect.NotReachable _ -> view.put("kind", "not-reachable");
    }
    if (effect instanceof Effect.Replacement replacement) {
      view.put("acceptance", replacement.acceptance().name().toLowerCase(Locale.ROOT));
    }
  }

  private static void status(Effect.Status status, ObjectNode view) {
    view.put("kind", "status").put("status", status.status());
    putPresent(view, "messageId", status.messageId());
    putPresent(view, "text", status.text());
    Integer retryAfter = status.retryAfterSeconds();
    if (retryAfter != null) {
      view.put("retryAfterSeconds", retryAfter.intValue());
    }
    putPresent(view, "body", status.body());
  }

  private static void putPresent(ObjectNode view, String name, @Nullable String value) {
    if (value != null) {
      view.put(name, value);
    }
  }
}
