package dev.phoneproof.simulator.contract;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON Schema lets unknown members and any size of number pass. A sender should use only what is in
 * the contract, so objects are closed and {@code int32}, {@code int64} get their bounds.
 */
final class Strictness {
  private static final String COMPONENTS = "#/components/schemas/";

  private Strictness() {}

  static ObjectNode apply(JsonNode schemas) {
    ObjectNode copy = (ObjectNode) schemas.deepCopy();
    tighten(copy);
    return copy;
  }

  private static void tighten(JsonNode node) {
    if (node instanceof ObjectNode object) {
      closeObject(object);
      boundInteger(object);
      requireOneParent(object);
      pointToDefinitions(object);
    }
    node.forEach(Strictness::tighten);
  }

  private static void closeObject(ObjectNode schema) {
    boolean describesObject =
        schema.path("type").asString("").equals("object") && schema.has("properties");
    if (describesObject && !schema.has("additionalProperties")) {
      schema.put("additionalProperties", false);
    }
  }

  private static void boundInteger(ObjectNode schema) {
    switch (schema.path("format").asString("")) {
      case "int32" -> bounds(schema, Integer.MIN_VALUE, Integer.MAX_VALUE);
      case "int64" -> bounds(schema, Long.MIN_VALUE, Long.MAX_VALUE);
      default -> {
        // Other formats are no numbers of fixed size.
      }
    }
  }

  private static void bounds(ObjectNode schema, long least, long greatest) {
    if (!schema.has("minimum") && !schema.has("maximum")) {
      schema.put("minimum", least).put("maximum", greatest);
    }
  }

  /** OpenAPI keeps its schemas elsewhere than JSON Schema. */
  private static void pointToDefinitions(ObjectNode schema) {
    String reference = schema.path("$ref").asString("");
    if (reference.startsWith(COMPONENTS)) {
      schema.put("$ref", "#/$defs/" + reference.substring(COMPONENTS.length()));
    }
  }

  /** Two closed objects under one allOf would refuse each other's members. */
  private static void requireOneParent(ObjectNode schema) {
    if (schema.path("allOf") instanceof ArrayNode parents && parents.size() > 1) {
      throw new IllegalStateException("The OpenAPI file composes schemas: revise this class");
    }
  }
}
