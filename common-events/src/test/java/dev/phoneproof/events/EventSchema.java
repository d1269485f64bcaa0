package dev.phoneproof.events;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The JSON Schema of one event type, with formats checked. */
final class EventSchema {

  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12,
          registry ->
              registry.schemaRegistryConfig(
                  SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

  private final JsonNode node;
  private final Schema schema;

  private EventSchema(JsonNode node) {
    this.node = node;
    this.schema = REGISTRY.getSchema(node);
  }

  static EventSchema of(EventType type) {
    return new EventSchema(Resources.json("schemas/" + type.shortName() + ".json"));
  }

  JsonNode node() {
    return node;
  }

  boolean accepts(JsonNode data) {
    return schema.validate(data).isEmpty();
  }

  /** Why it is not valid; empty if it is. */
  String complaints(byte[] data) {
    StringBuilder complaints = new StringBuilder();
    schema.validate(new JsonMapper().readTree(data)).forEach(e -> complaints.append(e).append(' '));
    return complaints.toString();
  }

  /** The members of an object of this schema, references followed. */
  Map<String, JsonNode> members(JsonNode objectSchema) {
    Map<String, JsonNode> members = new LinkedHashMap<>();
    objectSchema
        .path("properties")
        .properties()
        .forEach(e -> members.put(e.getKey(), e.getValue()));
    members.replaceAll((name, member) -> resolve(member));
    return members;
  }

  /** Paths of all members, such as {@code transaction/amount}. */
  Set<String> paths() {
    Set<String> paths = new TreeSet<>();
    collectPaths("", node, paths);
    return paths;
  }

  /** Every schema inside this one, references included where they are defined. */
  void forEachPart(Consumer<JsonNode> visitor) {
    visit(node, visitor);
  }

  static Set<String> texts(JsonNode array) {
    Set<String> texts = new LinkedHashSet<>();
    array.forEach(element -> texts.add(element.stringValue()));
    return texts;
  }

  private void collectPaths(String prefix, JsonNode objectSchema, Set<String> paths) {
    members(objectSchema)
        .forEach((name, member) -> {
          paths.add(prefix + name);
          collectPaths(prefix + name + "/", member, paths);
        });
  }

  private JsonNode resolve(JsonNode member) {
    return member.has("$ref") ? node.at(member.get("$ref").stringValue().substring(1)) : member;
  }

  private static void visit(JsonNode part, Consumer<JsonNode> visitor) {
    visitor.accept(part);
    part.forEach(child -> visit(child, visitor));
  }
}
