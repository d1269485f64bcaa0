package dev.phoneproof.acceptance.faults;

import dev.phoneproof.acceptance.Phone;
import java.time.Duration;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A fault of the provider, as the simulator's control calls define it. */
final class Fault {

  private final ObjectNode definition = new JsonMapper().createObjectNode();

  private Fault() {}

  private Fault(String operation, String kind) {
    definition.put("operation", operation).put("kind", kind);
  }

  Fault copy() {
    Fault copy = new Fault();
    copy.definition.setAll(definition);
    return copy;
  }

  /** Answers with an error status. */
  static Fault status(String operation, int status) {
    return new Fault(operation, "status").with("status", status);
  }

  /** 429 that says when to come again. */
  static Fault throttled(String operation, int retryAfterSeconds) {
    return status(operation, 429).with("retryAfterSeconds", retryAfterSeconds);
  }

  /** No answer for longer than anybody waits. */
  static Fault timeout(String operation) {
    return new Fault(operation, "timeout").with("seconds", 30);
  }

  /** The connection is reset. */
  static Fault reset(String operation) {
    return new Fault(operation, "reset");
  }

  /** 200 with JSON that breaks off. */
  static Fault malformed(String operation) {
    return new Fault(operation, "malformed");
  }

  /** 200 without a body. */
  static Fault empty(String operation) {
    return new Fault(operation, "empty");
  }

  /** 200 that says {@code MESSAGE_NOT_SENT}. */
  static Fault notSent() {
    return new Fault("send", "not-sent");
  }

  /** Calls take as long as real ones, so that a fault meets some in flight. */
  static Fault latency(String operation, Duration least, Duration most) {
    Fault fault = new Fault(operation, "latency");
    fault.definition.put("minMillis", least.toMillis()).put("maxMillis", most.toMillis());
    return fault;
  }

  /** 429 for what exceeds so many calls a second. */
  static Fault limit(String operation, int callsPerSecond) {
    return new Fault(operation, "per-second").with("calls", callsPerSecond);
  }

  /** The provider has not done its work. */
  Fault beforeAcceptance() {
    definition.put("acceptance", "before");
    return this;
  }

  /** The provider has done its work, and only the answer is spoilt. */
  Fault afterAcceptance() {
    definition.put("acceptance", "after");
    return this;
  }

  Fault times(int count) {
    return with("count", count);
  }

  Fault withProbability(double probability) {
    definition.put("probability", probability);
    return this;
  }

  Fault at(Phone phone) {
    definition.put("to", phone.msisdn());
    return this;
  }

  private Fault with(String member, int value) {
    definition.put(member, value);
    return this;
  }

  ObjectNode definition() {
    return definition;
  }

  /** Strikes until it is closed. */
  interface Active extends AutoCloseable {

    @Override
    void close();
  }
}
