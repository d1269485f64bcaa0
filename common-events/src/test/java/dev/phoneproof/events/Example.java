package dev.phoneproof.events;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A golden example: what a record of this type looks like in Kafka. */
record Example(
    EventType type,
    String size,
    String topic,
    String key,
    Map<String, String> headers,
    ObjectNode data) {

  private static final List<String> SIZES = List.of("minimal", "full");

  static Example of(EventType type, String size) {
    JsonNode file = Resources.json("examples/" + type.shortName() + "." + size + ".json");
    Map<String, String> headers = new TreeMap<>();
    file.get("headers").properties().forEach(e -> headers.put(e.getKey(), text(e.getValue())));
    return new Example(
        type,
        size,
        text(file.get("topic")),
        text(file.get("key")),
        headers,
        (ObjectNode) file.get("data"));
  }

  static Stream<Example> all() {
    return Arrays.stream(EventType.values()).flatMap(Example::allOf);
  }

  /** A proof comes with one status only, beside which others of its members cannot be. */
  static Stream<Example> allOf(EventType type) {
    Stream<String> more =
        type == EventType.VERIFICATION_CHANGED ? Stream.of("verified") : Stream.empty();
    return Stream.concat(SIZES.stream(), more).map(size -> of(type, size));
  }

  byte[] bytes() {
    return bytes(data);
  }

  static byte[] bytes(JsonNode data) {
    return new JsonMapper().writeValueAsBytes(data);
  }

  /** Headers with one replaced, or removed if the value is null. */
  Map<String, String> headersWith(String name, String value) {
    Map<String, String> changed = new TreeMap<>(headers);
    if (value == null) {
      changed.remove(name);
    } else {
      changed.put(name, value);
    }
    return changed;
  }

  private static String text(JsonNode node) {
    return node.stringValue();
  }

  @Override
  public String toString() {
    return type.shortName() + "." + size;
  }
}
