package dev.phoneproof.gateway.body;

import dev.phoneproof.gateway.problem.Problem;
import dev.phoneproof.gateway.problem.ProblemCode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The members of a request. A member that is {@code null} counts as absent. Every refusal names the
 * member, never its value.
 */
public final class JsonObject {

  private static final JsonMapper STRICT =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final JsonNode node;
  private final String path;

  private JsonObject(JsonNode node, String path) {
    this.node = node;
    this.path = path;
  }

  /** Reads a body; an empty one is an object without members. */
  static JsonObject parse(byte[] body) {
    if (body.length == 0) {
      return new JsonObject(STRICT.createObjectNode(), "");
    }
    JsonNode node;
    try {
      node =
          STRICT.readTree(
              StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString());
    } catch (CharacterCodingException | JacksonException e) {
      // Not chained: the parser's message quotes the input.
      throw Problem.of(ProblemCode.INVALID_REQUEST).because("json").thrown();
    }
    if (!node.isObject()) {
      throw Problem.of(ProblemCode.INVALID_REQUEST).because("json").thrown();
    }
    return new JsonObject(node, "");
  }

  /** Refuses members with other names, so that a typing error is not taken for a default. */
  public JsonObject withOnly(String... names) {
    Set<String> known = Set.of(names);
    if (node.propertyNames().stream().anyMatch(name -> !known.contains(name))) {
      throw Problem.of(ProblemCode.INVALID_REQUEST).because("unknown_member").thrown();
    }
    return this;
  }

  /** A text of the given form; null when absent. */
  public @Nullable String text(String name, Pattern form) {
    JsonNode value = member(name);
    if (value == null) {
      return null;
    }
    if (!value.isString() || !form.matcher(value.stringValue()).matches()) {
      throw Problem.invalid(path + name).thrown();
    }
    return value.stringValue();
  }

  /** A text of the given form that must be there. */
  public String requiredText(String name, Pattern form) {
    String text = text(name, form);
    if (text == null) {
      throw Problem.invalid(path + name).thrown();
    }
    return text;
  }

  /** A text for which there is a code of its own; null when it is absent or no text at all. */
  public @Nullable String anyText(String name) {
    JsonNode value = member(name);
    return value == null || !value.isString() ? null : value.stringValue();
  }

  /** True or false; null when absent. */
  public @Nullable Boolean flag(String name) {
    JsonNode value = member(name);
    if (value == null) {
      return null;
    }
    if (!value.isBoolean()) {
      throw Problem.invalid(path + name).thrown();
    }
    return value.booleanValue();
  }

  /** Whether there is a member of this name. */
  public boolean has(String name) {
    return member(name) != null;
  }

  /** An object inside; null when absent. */
  public @Nullable JsonObject object(String name) {
    JsonNode value = member(name);
    if (value == null) {
      return null;
    }
    if (!value.isObject()) {
      throw Problem.invalid(path + name).thrown();
    }
    return new JsonObject(value, path + name + ".");
  }

  private @Nullable JsonNode member(String name) {
    JsonNode value = node.get(name);
    return value == null || value.isNull() ? null : value;
  }

  /** Names nothing: the members can be a number and a PIN. */
  @Override
  public String toString() {
    return "JsonObject[redacted]";
  }
}
