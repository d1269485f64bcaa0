package dev.phoneproof.simulator.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/** JSON as the simulator writes it: members in the order of the contract, absent and never null. */
final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .changeDefaultPropertyInclusion(
              inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
          .build();

  private Json() {}

  static byte[] bytes(Object value) {
    return MAPPER.writeValueAsBytes(value);
  }

  static String text(Object value) {
    return MAPPER.writeValueAsString(value);
  }

  /** Empty when the value does not fit the type, which only validation would have told. */
  static <T> Optional<T> read(JsonNode node, Class<T> type) {
    try {
      return Optional.ofNullable(MAPPER.treeToValue(node, type));
    } catch (JacksonException e) {
      // The message quotes the input, which may be a number or a PIN.
      return Optional.empty();
    }
  }
}
