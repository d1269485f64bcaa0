package dev.phoneproof.simulator.contract;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What came as a request's body. */
public sealed interface Body {

  /** Nothing came. */
  record Absent() implements Body {}

  /** One JSON value. It holds the number or the PIN, so it does not print itself. */
  record Json(JsonNode value) implements Body {
    @Override
    public String toString() {
      return "Json[redacted]";
    }
  }

  /** Something that is not one JSON value. */
  record NotJson() implements Body {}

  static Body parse(byte[] bytes) {
    if (bytes.length == 0) {
      return new Absent();
    }
    try {
      JsonNode value = Reader.STRICT.readTree(bytes);
      return value == null || value.isMissingNode() ? new NotJson() : new Json(value);
    } catch (JacksonException e) {
      // The parser's message quotes the input, so it goes no further.
      return new NotJson();
    }
  }

  /** The value, or null when there is none. */
  default @Nullable JsonNode json() {
    return this instanceof Json(JsonNode value) ? value : null;
  }

  /**
   * Refuses what lenient parsers let pass: a second value behind the first, a member named twice.
   */
  final class Reader {
    private static final JsonMapper STRICT =
        JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private Reader() {}
  }
}
