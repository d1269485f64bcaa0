package dev.phoneproof.simulator.fault;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the members of a definition strictly, so that a misspelt one is told and not ignored. */
final class Members {
  private final JsonNode json;
  private final Set<String> read = new HashSet<>();

  Members(JsonNode json) {
    if (!json.isObject()) {
      throw new IllegalArgumentException("a fault must be a JSON object");
    }
    this.json = json;
  }

  @Nullable JsonNode optional(String name) {
    read.add(name);
    JsonNode value = json.get(name);
    return value == null || value.isNull() ? null : value;
  }

  @Nullable String optionalText(String name) {
    JsonNode value = optional(name);
    if (value != null && !value.isString()) {
      throw new IllegalArgumentException(name + " must be a string");
    }
    return value == null ? null : value.asString();
  }

  @Nullable Integer optionalInt(String name) {
    JsonNode value = optional(name);
    if (value != null && !value.isInt()) {
      throw new IllegalArgumentException(name + " must be an integer");
    }
    return value == null ? null : value.asInt();
  }

  @Nullable Double optionalNumber(String name) {
    JsonNode value = optional(name);
    if (value != null && !value.isNumber()) {
      throw new IllegalArgumentException(name + " must be a number");
    }
    return value == null ? null : value.asDouble();
  }

  String text(String name) {
    return required(name, optionalText(name));
  }

  int integer(String name) {
    return required(name, optionalInt(name));
  }

  void nothingElse() {
    for (String name : json.propertyNames()) {
      if (!read.contains(name)) {
        throw new IllegalArgumentException("'" + name + "' is not a member of this kind of fault");
      }
    }
  }

  private static <T> T required(String name, @Nullable T value) {
    if (value == null) {
      throw new IllegalArgumentException(name + " is required");
    }
    return value;
  }
}
