package dev.phoneproof.events;

import dev.phoneproof.events.MalformedEventException.Fault;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Turns events into Kafka records in CloudEvents binary mode and back. Thread-safe. */
public final class EventCodec {

  private static final String JSON = "application/json";
  private static final String SPEC_VERSION = "1.0";

  private final JsonMapper mapper = JsonMapper.builder().build();

  /** The record to publish for an event. */
  public EventMessage encode(CloudEvent<?> event) {
    ObjectNode body = mapper.createObjectNode();
    EventJson.write(event.data(), new JsonWriter(body));
    Map<String, String> headers = new TreeMap<>();
    headers.put("content-type", JSON);
    headers.put("ce_specversion", SPEC_VERSION);
    headers.put("ce_id", event.id());
    headers.put("ce_source", event.source());
    headers.put("ce_type", event.data().type().ceType());
    headers.put("ce_time", JsonWriter.text(event.time()));
    return new EventMessage(
        event.data().type().topic(),
        event.data().verificationId().toString(),
        headers,
        mapper.writeValueAsBytes(body));
  }

  /**
   * Reads a record.
   *
   * @param headers the record's headers as text; others than those of CloudEvents are ignored
   * @param data the record's value
   * @throws MalformedEventException if it is not an event of ours
   */
  public CloudEvent<? extends Event> decode(Map<String, String> headers, byte[] data)
      throws MalformedEventException {
    if (!SPEC_VERSION.equals(header(headers, "ce_specversion"))) {
      throw new MalformedEventException(Fault.UNKNOWN_TYPE, "ce_specversion");
    }
    String id = header(headers, "ce_id");
    String source = header(headers, "ce_source");
    EventType type =
        EventType.ofCeType(header(headers, "ce_type"))
            .orElseThrow(() -> new MalformedEventException(Fault.UNKNOWN_TYPE, "ce_type"));
    JsonReader body = new JsonReader(parse(data));
    Event event = EventJson.read(type, body);
    if (event.naturalId().isPresent() && !event.naturalId().get().toString().equals(id)) {
      throw new MalformedEventException(Fault.INVALID_MEMBER, "ce_id");
    }
    return new CloudEvent<>(id, source, time(headers), event);
  }

  private static String header(Map<String, String> headers, String name)
      throws MalformedEventException {
    String value = headers.get(name);
    if (value == null || value.isBlank()) {
      throw new MalformedEventException(Fault.MISSING_HEADER, name);
    }
    return value;
  }

  private static Instant time(Map<String, String> headers) throws MalformedEventException {
    String time = headers.get("ce_time");
    return time == null ? Instant.EPOCH : JsonReader.instant("ce_time", time);
  }

  private JsonNode parse(byte[] data) throws MalformedEventException {
    try {
      return mapper.readTree(data);
    } catch (JacksonException e) {
      // The parser's message may quote the input, so it is neither kept nor chained.
      throw new MalformedEventException(Fault.NOT_JSON, "data");
    }
  }
}
