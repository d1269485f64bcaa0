package dev.phoneproof.events;

import dev.phoneproof.events.MalformedEventException.Fault;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Turns events into Kafka records in CloudEvents binary mode and back. Thread-safe. */
public final class EventCodec {

  /** Larger data is refused unread. Our own events stay below 4 KiB, sealed members included. */
  static final int MAX_BYTES = 64 * 1024;

  /** Deeper data is refused. Our own events have two levels. */
  static final int MAX_DEPTH = 32;

  private static final String JSON = "application/json";
  private static final String SPEC_VERSION = "1.0";

  private final JsonMapper mapper = strictMapper();

  /**
   * The record to publish for an event.
   *
   * @throws IllegalArgumentException if a member has not the form that the contract gives it, so
   *     that no reader could take it; the message names the member, not its value
   */
  public EventMessage encode(CloudEvent<?> event) {
    ObjectNode body = mapper.createObjectNode();
    EventJson.write(event.data(), new JsonWriter(body));
    EventMessage message =
        new EventMessage(
            event.data().type().topic(),
            event.data().key().toString(),
            headers(event),
            mapper.writeValueAsBytes(body));
    try {
      decode(message.headers(), message.data());
    } catch (MalformedEventException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
    return message;
  }

  /**
   * Reads a record.
   *
   * @param headers the record's headers as text; others than those of CloudEvents are ignored
   * @param data the record's value; null (a tombstone) is malformed
   * @throws MalformedEventException if it is not an event of ours
   */
  public CloudEvent<? extends Event> decode(Map<String, String> headers, byte @Nullable [] data)
      throws MalformedEventException {
    type(headers);
    return read(headers, parse(data));
  }

  private static Map<String, String> headers(CloudEvent<?> event) {
    Map<String, String> headers = new TreeMap<>();
    headers.put("content-type", JSON);
    headers.put("ce_specversion", SPEC_VERSION);
    headers.put("ce_id", event.id());
    headers.put("ce_source", event.source());
    headers.put("ce_type", event.data().type().ceType());
    headers.put("ce_time", JsonWriter.text(event.time()));
    return headers;
  }

  private static CloudEvent<? extends Event> read(Map<String, String> headers, JsonNode data)
      throws MalformedEventException {
    EventType type = type(headers);
    String id = header(headers, "ce_id", Patterns.ATTRIBUTE);
    String source = header(headers, "ce_source", Patterns.ATTRIBUTE);
    Event event = EventJson.read(type, new JsonReader(data));
    if (event.naturalId().isPresent() && !event.naturalId().get().toString().equals(id)) {
      throw JsonReader.invalid("ce_id");
    }
    return new CloudEvent<>(id, source, time(headers), event);
  }

  private static EventType type(Map<String, String> headers) throws MalformedEventException {
    if (!SPEC_VERSION.equals(header(headers, "ce_specversion", Patterns.ANY))) {
      throw new MalformedEventException(Fault.UNKNOWN_TYPE, "ce_specversion");
    }
    return EventType.ofCeType(header(headers, "ce_type", Patterns.ANY))
        .orElseThrow(() -> new MalformedEventException(Fault.UNKNOWN_TYPE, "ce_type"));
  }

  private static String header(Map<String, String> headers, String name, Pattern form)
      throws MalformedEventException {
    String value = headers.get(name);
    if (value == null || value.isBlank()) {
      throw new MalformedEventException(Fault.MISSING_HEADER, name);
    }
    if (!form.matcher(value).matches()) {
      throw JsonReader.invalid(name);
    }
    return value;
  }

  private static Instant time(Map<String, String> headers) throws MalformedEventException {
    String time = headers.get("ce_time");
    return time == null ? Instant.EPOCH : JsonReader.instant("ce_time", time);
  }

  private JsonNode parse(byte @Nullable [] data) throws MalformedEventException {
    if (data == null || data.length > MAX_BYTES) {
      throw new MalformedEventException(Fault.NOT_JSON, data == null ? "no data" : "too large");
    }
    try {
      return mapper.readTree(data);
    } catch (JacksonException e) {
      // The parser's message may quote the input, so it is neither kept nor chained.
      throw new MalformedEventException(Fault.NOT_JSON, "data");
    }
  }

  /** A member that is there twice would mean different things to different readers. */
  private static JsonMapper strictMapper() {
    JsonFactory factory =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    return JsonMapper.builder(factory)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .build();
  }
}
