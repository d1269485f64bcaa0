package dev.phoneproof.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Damages each member of each example: schema and codec must say the same of it. */
class InvalidMembersTest {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private static final List<String> NO_TIMES =
      List.of(
          "2026-02-30T09:15:00.000Z",
          "2026-11-23T09:15Z",
          "2026-11-23 09:15:00Z",
          "2026-11-23",
          "2026-11-23T09:15:00",
          "2026-11-23T24:00:00Z",
          "2026-11-23T09:15:60Z",
          "2026-11-23T09:15:00.Z",
          "2026-11-23T09:15:00+15:00",
          "2026-11-23T09:15:00+01",
          "2026-11-23T09:15:00+01:00[Europe/Zagreb]",
          "+12026-11-23T09:15:00Z",
          "1795425300000");

  private static final List<String> TIMES =
      List.of(
          "2026-11-23T09:15:00Z",
          "2026-11-23T09:15:00.5Z",
          "2026-11-23T09:15:00.123456789Z",
          "2026-11-23T10:15:00+01:00",
          "2024-02-29T23:59:59.999-14:59");

  private final EventCodec codec = new EventCodec();

  @ParameterizedTest
  @MethodSource("dev.phoneproof.events.Example#all")
  void areRejectedBySchemaAndCodec(Example example) {
    EventSchema schema = EventSchema.of(example.type());
    damageMembers(new Place(example, schema, schema.node(), ""));
  }

  private void damageMembers(Place place) {
    place
        .schema()
        .members(place.objectSchema())
        .forEach((name, member) -> damage(place, name, member));
  }

  private void damage(Place place, String name, JsonNode member) {
    if (place.object(place.example().data()).has(name)) {
      boolean required = place.requires(name);
      judge(place, name, object -> object.remove(name), !required, "removed");
      if (member.has("properties")) {
        damageMembers(place.inside(name, member));
      }
    }
    for (JsonNode wrong : wrongValues(place, name, member)) {
      judge(place, name, object -> object.set(name, wrong), false, wrong.toString());
    }
    if (isTime(member)) {
      for (String time : TIMES) {
        judge(place, name, object -> object.put(name, time), true, time);
      }
    }
  }

  private void judge(
      Place place, String name, Consumer<ObjectNode> damage, boolean good, String description) {
    ObjectNode data = place.example().data().deepCopy();
    damage.accept(place.object(data));
    assertThat(place.schema().accepts(data))
        .as("schema on %s%s: %s", place.path(), name, description)
        .isEqualTo(good);
    assertThat(codecAccepts(place.example(), data))
        .as("codec on %s%s: %s", place.path(), name, description)
        .isEqualTo(good);
  }

  private boolean codecAccepts(Example example, ObjectNode data) {
    try {
      codec.decode(example.headers(), Example.bytes(data));
      return true;
    } catch (MalformedEventException e) {
      assertThat(e).hasMessageMatching("(invalid_member|not_json): [A-Za-z_ ]+").hasNoCause();
      return false;
    }
  }

  private static List<JsonNode> wrongValues(Place place, String name, JsonNode member) {
    List<JsonNode> values = new ArrayList<>();
    values.add(JSON.nullNode());
    values.add(JSON.arrayNode());
    switch (member.get("type").stringValue()) {
      case "string" -> {
        values.addAll(List.of(JSON.numberNode(7), JSON.booleanNode(true), JSON.objectNode()));
        wrongTexts(place, name, member).forEach(text -> values.add(JSON.stringNode(text)));
      }
      case "integer" ->
          values.addAll(
              new JsonMapper()
                  .readTree("[\"7\", true, {}, 1.5, -1, 2147483648, 1e400, 12345678901234567890]")
                  .valueStream()
                  .toList());
      case "boolean" ->
          values.addAll(List.of(JSON.stringNode("true"), JSON.numberNode(1), JSON.objectNode()));
      case "object" ->
          values.addAll(List.of(JSON.stringNode("x"), JSON.numberNode(1), JSON.objectNode()));
      default -> throw new AssertionError(member);
    }
    return values;
  }

  private static List<String> wrongTexts(Place place, String name, JsonNode member) {
    String good = place.object(place.example().data()).path(name).asString("x");
    if (member.has("enum")) {
      return List.of("", "no_such", good + " ", " " + good, good + "\n", swapCase(good));
    }
    List<String> texts = new ArrayList<>(NO_TIMES);
    texts.addAll(List.of("", good + "\n", "\t" + good, good + "\u0000", "\ud83d\ude00", "\u0661"));
    texts.add("(".repeat(200));
    texts.add("a".repeat(200) + "!\u0000");
    // Some of them are good elsewhere: "2026-11-23" can be a reference.
    if (!isTime(member)) {
      texts.removeIf(text -> text.matches(member.get("pattern").stringValue()));
    }
    assertThat(texts).as(name).hasSizeGreaterThan(5);
    return texts;
  }

  private static boolean isTime(JsonNode member) {
    return member.path("pattern").asString("").equals("^" + Patterns.TIME + "$");
  }

  private static String swapCase(String text) {
    String lower = text.toLowerCase(java.util.Locale.ROOT);
    return text.equals(lower) ? text.toUpperCase(java.util.Locale.ROOT) : lower;
  }

  /** One object inside an example, and what the schema says of it. */
  private record Place(Example example, EventSchema schema, JsonNode objectSchema, String path) {

    ObjectNode object(ObjectNode data) {
      return path.isEmpty()
          ? data
          : (ObjectNode) data.at("/" + path.substring(0, path.length() - 1));
    }

    Place inside(String name, JsonNode member) {
      return new Place(example, schema, member, path + name + "/");
    }

    boolean requires(String name) {
      return objectSchema.has("oneOf")
          || EventSchema.texts(objectSchema.path("required")).contains(name);
    }
  }
}
