package dev.phoneproof.simulator.fault;

import dev.phoneproof.simulator.contract.CallKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Faults as JSON defines them. */
public final class FaultDefinition {
  private static final String KINDS =
      "latency, per-second, status, timeout, reset, malformed, empty, not-sent, not-reachable";

  private FaultDefinition() {}

  /**
   * One definition, or a list of them.
   *
   * @throws IllegalArgumentException saying which member of which definition is wrong
   */
  public static List<Fault> parseAll(JsonNode json) {
    if (!json.isArray()) {
      return List.of(parse(json));
    }
    List<Fault> faults = new ArrayList<>();
    for (JsonNode one : json) {
      try {
        faults.add(parse(one));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "fault " + (faults.size() + 1) + ": " + e.getMessage(), e);
      }
    }
    return faults;
  }

  static Fault parse(JsonNode json) {
    Members members = new Members(json);
    Set<CallKind> calls = calls(members.text("operation"));
    Effect effect = effect(members);
    Integer count = members.optionalInt("count");
    Double probability = members.optionalNumber("probability");
    Fault fault =
        new Fault(
            calls,
            effect,
            count,
            probability == null ? 1 : probability,
            members.optionalText("to"));
    members.nothingElse();
    return fault;
  }

  private static Set<CallKind> calls(String operation) {
    return switch (operation) {
      case "all" -> EnumSet.complementOf(EnumSet.of(CallKind.EMAIL));
      case "setup" -> EnumSet.of(CallKind.SETUP);
      case "send" -> EnumSet.of(CallKind.SEND);
      case "resend" -> EnumSet.of(CallKind.RESEND);
      case "verify" -> EnumSet.of(CallKind.VERIFY);
      case "status" -> EnumSet.of(CallKind.STATUS);
      default ->
          throw new IllegalArgumentException(
              "operation must be one of all, send, resend, verify, status, setup");
    };
  }

  private static Effect effect(Members members) {
    return switch (members.text("kind")) {
      case "latency" -> latency(members);
      case "per-second" -> new Effect.PerSecond(members.integer("calls"));
      case "status" -> status(members);
      case "timeout" -> timeout(members);
      case "reset" -> new Effect.Reset(acceptance(members, Acceptance.BEFORE));
      case "malformed" -> new Effect.Malformed(acceptance(members, Acceptance.AFTER));
      case "empty" -> new Effect.Empty(acceptance(members, Acceptance.AFTER));
      case "not-sent" -> new Effect.NotSent();
      case "not-reachable" -> new Effect.NotReachable();
      default -> throw new IllegalArgumentException("kind must be one of " + KINDS);
    };
  }

  private static Effect latency(Members members) {
    Integer fixed = members.optionalInt("millis");
    if (fixed != null) {
      return Effect.latency(Duration.ofMillis(fixed));
    }
    return Effect.latency(
        Duration.ofMillis(members.integer("minMillis")),
        Duration.ofMillis(members.integer("maxMillis")));
  }

  private static Effect status(Members members) {
    JsonNode body = members.optional("body");
    return new Effect.Status(
        members.integer("status"),
        members.optionalText("messageId"),
        members.optionalText("text"),
        members.optionalInt("retryAfterSeconds"),
        body == null ? null : body.isString() ? body.asString() : body.toString(),
        acceptance(members, Acceptance.BEFORE));
  }

  private static Effect timeout(Members members) {
    Integer seconds = members.optionalInt("seconds");
    return new Effect.Timeout(
        seconds == null ? Effect.Timeout.DEFAULT_SILENCE : Duration.ofSeconds(seconds),
        acceptance(members, Acceptance.BEFORE));
  }

  private static Acceptance acceptance(Members members, Acceptance otherwise) {
    String value = members.optionalText("acceptance");
    return switch (value) {
      case null -> otherwise;
      case "before" -> Acceptance.BEFORE;
      case "after" -> Acceptance.AFTER;
      default -> throw new IllegalArgumentException("acceptance must be before or after");
    };
  }
}
