package dev.phoneproof.acceptance;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The control calls of the process that plays Infobip. */
public final class Simulator {

  private final Http http;
  private final URI address;

  public Simulator(URI address) {
    this.address = address;
    this.http = new Http(address);
  }

  /**
   * Long PINs, so that none of them stands in a log by chance, and limits of Infobip's that nothing
   * here runs into.
   */
  public static Map<String, String> settings(URI address) {
    return Map.of(
        "SIMULATOR_PORT", Integer.toString(address.getPort()),
        "SIMULATOR_PIN_LENGTH", "8",
        "SIMULATOR_VERIFY_PIN_LIMIT", "1000/1s",
        "SIMULATOR_SEND_PIN_PER_PHONE_NUMBER_LIMIT", "1000/1d");
  }

  public URI address() {
    return address;
  }

  String applicationId() {
    return overview().path("applicationId").asString();
  }

  String messageId() {
    return overview().path("messageId").asString();
  }

  public List<Phone.Message> messages(String msisdn) {
    return http.get("/simulator/inbox?to=" + msisdn)
        .expect(200)
        .json()
        .valueStream()
        .map(message ->
            new Phone.Message(
                message.path("pin").asString(),
                message.path("pinId").asString(),
                message.path("channel").asString()))
        .toList();
  }

  /** The messages after that one, oldest first; waits up to so many seconds for the first. */
  public JsonNode inbox(long after, int seconds) {
    return http.get("/simulator/inbox?after=%d&wait=%d".formatted(after, seconds))
        .expect(200)
        .json();
  }

  /** Adds a fault and returns its id. */
  public long strike(ObjectNode fault) {
    return http.post("/simulator/faults", fault.toString())
        .expect(200)
        .json()
        .path(0)
        .path("id")
        .asLong();
  }

  public void endFault(long id) {
    http.delete("/simulator/faults/" + id);
  }

  public void endFaults() {
    http.delete("/simulator/faults").expect(204);
  }

  /** How often this PIN was asked about, whatever the answer. */
  int verifyCalls(String pinId) {
    return http.get("/simulator/verifies?pinId=" + pinId)
        .expect(200)
        .json()
        .path("verifyCalls")
        .asInt();
  }

  /** How often a PIN of this phone was asked about, whatever the answer. */
  public int verifyCalls(Phone phone) {
    return http.get("/simulator/sends?to=" + phone.msisdn())
        .expect(200)
        .json()
        .path("verifyCalls")
        .asInt();
  }

  /** How often a first message to this number was asked for. */
  public int sendCalls(Phone phone) {
    return http.get("/simulator/sends?to=" + phone.msisdn())
        .expect(200)
        .json()
        .path("sendCalls")
        .asInt();
  }

  /** Requests that Infobip's OpenAPI file does not allow. */
  public JsonNode violations() {
    return http.get("/simulator/violations").expect(200).json();
  }

  /** Makes every send to this phone take so long. */
  void slowSends(Phone phone, Duration latency) {
    fault(phone, fault("latency").put("millis", latency.toMillis()));
  }

  /** Answers the next sends to this phone with 429. */
  void throttlesSends(Phone phone, int times) {
    fault(
        phone, fault("status").put("status", 429).put("retryAfterSeconds", 1).put("count", times));
  }

  /** Lets the next send to this phone through and answers 500 all the same. */
  void sendsButAnswersWithAnError(Phone phone) {
    fault(phone, fault("status").put("status", 500).put("acceptance", "after").put("count", 1));
  }

  private static ObjectNode fault(String kind) {
    return new JsonMapper().createObjectNode().put("operation", "send").put("kind", kind);
  }

  private void fault(Phone phone, ObjectNode fault) {
    http.post("/simulator/faults", fault.put("to", phone.msisdn()).toString()).expect(200);
  }

  private JsonNode overview() {
    return http.get("/simulator").expect(200).json();
  }
}
