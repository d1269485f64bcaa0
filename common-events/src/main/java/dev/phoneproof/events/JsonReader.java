package dev.phoneproof.events;

import dev.phoneproof.events.MalformedEventException.Fault;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads members strictly by type; members that nobody asks for are ignored. */
final class JsonReader {

  private final JsonNode node;

  JsonReader(JsonNode node) throws MalformedEventException {
    if (!node.isObject()) {
      throw new MalformedEventException(Fault.NOT_JSON, "not an object");
    }
    this.node = node;
  }

  static Instant instant(String name, String text) throws MalformedEventException {
    if (!Patterns.TIME.matcher(text).matches()) {
      throw invalid(name);
    }
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      throw invalid(name);
    }
  }

  static MalformedEventException invalid(String name) {
    return new MalformedEventException(Fault.INVALID_MEMBER, name);
  }

  String text(String name, Pattern form) throws MalformedEventException {
    return required(name, optionalText(name, form));
  }

  @Nullable String optionalText(String name, Pattern form) throws MalformedEventException {
    JsonNode value = node.get(name);
    if (value == null) {
      return null;
    }
    if (!value.isString() || !form.matcher(value.stringValue()).matches()) {
      throw invalid(name);
    }
    return value.stringValue();
  }

  UUID id(String name) throws MalformedEventException {
    return UUID.fromString(text(name, Patterns.UUID));
  }

  Instant time(String name) throws MalformedEventException {
    return required(name, optionalTime(name));
  }

  @Nullable Instant optionalTime(String name) throws MalformedEventException {
    String text = optionalText(name, Patterns.ANY);
    return text == null ? null : instant(name, text);
  }

  int number(String name) throws MalformedEventException {
    JsonNode value = node.get(name);
    // 2.0 is an integer in JSON Schema, and some languages write it so.
    if (value == null
        || !value.isNumber()
        || !value.canConvertToExactIntegral()
        || !value.canConvertToInt()
        || value.asInt() < 0) {
      throw invalid(name);
    }
    return value.asInt();
  }

  @Nullable Boolean optionalFlag(String name) throws MalformedEventException {
    JsonNode value = node.get(name);
    if (value == null) {
      return null;
    }
    if (!value.isBoolean()) {
      throw invalid(name);
    }
    return value.booleanValue();
  }

  <E extends Enum<E>> E constant(String name, Class<E> type, boolean lowerCase)
      throws MalformedEventException {
    return required(name, optionalConstant(name, type, lowerCase));
  }

  <E extends Enum<E>> @Nullable E optionalConstant(String name, Class<E> type, boolean lowerCase)
      throws MalformedEventException {
    String text = optionalText(name, Patterns.ANY);
    if (text == null) {
      return null;
    }
    for (E constant : type.getEnumConstants()) {
      String wireName = constant.name();
      if (text.equals(lowerCase ? wireName.toLowerCase(Locale.ROOT) : wireName)) {
        return constant;
      }
    }
    throw invalid(name);
  }

  <C extends Confidential> C confidential(
      String name, Function<String, C> plain, Function<String, C> sealed)
      throws MalformedEventException {
    JsonReader form = object(name).orElseThrow(() -> invalid(name));
    String plainText = form.optionalText("plain", Patterns.ANY);
    String sealedText = form.optionalText("sealed", Patterns.COMPACT_JWE);
    if ((plainText == null) == (sealedText == null)) {
      throw invalid(name);
    }
    try {
      return plainText == null ? sealed.apply(required(name, sealedText)) : plain.apply(plainText);
    } catch (IllegalArgumentException e) {
      throw invalid(name);
    }
  }

  Optional<JsonReader> object(String name) throws MalformedEventException {
    JsonNode value = node.get(name);
    if (value == null) {
      return Optional.empty();
    }
    if (!value.isObject()) {
      throw invalid(name);
    }
    return Optional.of(new JsonReader(value));
  }

  private static <T> T required(String name, @Nullable T value) throws MalformedEventException {
    if (value == null) {
      throw invalid(name);
    }
    return value;
  }
}
