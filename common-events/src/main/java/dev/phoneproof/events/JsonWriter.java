package dev.phoneproof.events;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Writes members; what is null is left out. */
final class JsonWriter {

  /** RFC 3339 in UTC, always with milliseconds. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final ObjectNode node;

  JsonWriter(ObjectNode node) {
    this.node = node;
  }

  static String text(Instant time) {
    return TIME.format(time);
  }

  JsonWriter put(String name, @Nullable String value) {
    if (value != null) {
      node.put(name, value);
    }
    return this;
  }

  JsonWriter put(String name, @Nullable UUID value) {
    return put(name, value == null ? null : value.toString());
  }

  JsonWriter put(String name, @Nullable Instant value) {
    return put(name, value == null ? null : text(value));
  }

  JsonWriter put(String name, @Nullable Boolean value) {
    if (value != null) {
      node.put(name, value.booleanValue());
    }
    return this;
  }

  JsonWriter put(String name, int value) {
    node.put(name, value);
    return this;
  }

  JsonWriter put(String name, Confidential value) {
    JsonWriter form = object(name);
    value.plain().ifPresent(plain -> form.put("plain", plain));
    value.sealed().ifPresent(sealed -> form.put("sealed", sealed));
    return this;
  }

  JsonWriter object(String name) {
    return new JsonWriter(node.putObject(name));
  }
}
