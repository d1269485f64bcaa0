package dev.phoneproof.events;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.lang.reflect.Field;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Holds the schemas against the records, the enums and the patterns. */
class SchemasTest {

  private static final Map<String, Set<String>> CONSTANTS =
      Map.of(
          "status", names(Status.values(), Status::name),
          "reason", names(Reason.values(), Reason::wireName),
          "channel", names(Channel.values(), Channel::wireName),
          "verdict", names(Verdict.values(), Verdict::wireName));

  private final EventCodec codec = new EventCodec();

  @ParameterizedTest
  @EnumSource
  void isASchemaOfTheVersionThatItNames(EventType type) {
    JsonNode schema = EventSchema.of(type).node();

    assertThat(schema.get("$schema").stringValue())
        .isEqualTo("https://json-schema.org/draft/2020-12/schema");
    assertThat(schema.get("$id").stringValue())
        .isEqualTo("https://phoneproof.dev/schemas/" + type.shortName() + ".json");
    assertThat(
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(
                    com.networknt.schema.SchemaLocation.of(
                        SpecificationVersion.DRAFT_2020_12.getDialectId()))
                .validate(schema.toString(), InputFormat.JSON))
        .isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void explainsEveryMember(EventType type) {
    EventSchema schema = EventSchema.of(type);

    schema.forEachPart(part ->
        part.path("properties")
            .properties()
            .forEach(member ->
                assertThat(member.getValue().path("description").asString(""))
                    .as(member.getKey())
                    .isNotBlank()));
  }

  @ParameterizedTest
  @EnumSource
  void acceptsEveryEventThatTheCodecWrites(EventType type) {
    EventSchema schema = EventSchema.of(type);

    assertThat(Samples.of(type))
        .isNotEmpty()
        .allSatisfy(event -> assertThat(schema.complaints(encoded(event))).isEmpty());
  }

  @ParameterizedTest
  @EnumSource
  void namesExactlyTheMembersThatTheCodecWrites(EventType type) {
    Set<String> written = new TreeSet<>();
    Samples.of(type)
        .forEach(event -> written.addAll(Paths.of(new JsonMapper().readTree(encoded(event)))));

    assertThat(EventSchema.of(type).paths()).isEqualTo(written);
  }

  @ParameterizedTest
  @EnumSource
  void listsTheConstantsOfTheEnums(EventType type) {
    EventSchema.of(type)
        .forEachPart(part ->
            part.path("properties")
                .properties()
                .forEach(member ->
                    assertThat(EventSchema.texts(member.getValue().path("enum")))
                        .as(member.getKey())
                        .isEqualTo(CONSTANTS.getOrDefault(member.getKey(), Set.of()))));
  }

  @Test
  void holdTheSamePatternsAsTheCodec() throws IllegalAccessException {
    Set<String> patterns = new HashSet<>();
    for (EventType type : EventType.values()) {
      EventSchema.of(type)
          .forEachPart(part -> {
            if (part.path("pattern").isString()) {
              patterns.add(part.get("pattern").stringValue());
            }
          });
    }

    assertThat(patterns).isEqualTo(patternsOfTheCodec());
  }

  private static Set<String> patternsOfTheCodec() throws IllegalAccessException {
    Set<String> patterns = new HashSet<>();
    for (Field field : Patterns.class.getDeclaredFields()) {
      Pattern pattern = (Pattern) field.get(null);
      if (pattern != Patterns.ANY && pattern != Patterns.ATTRIBUTE) {
        patterns.add("^" + pattern + "$");
      }
    }
    return patterns;
  }

  private byte[] encoded(Event event) {
    return codec.encode(Samples.wrapped(event)).data();
  }

  private static <E> Set<String> names(E[] constants, Function<E, String> name) {
    return Stream.of(constants).map(name).collect(toSet());
  }

  @Test
  void areThereForEveryKindOfEvent() {
    Set<Class<?>> kinds = Samples.all().map(Event::getClass).collect(toSet());

    assertThat(kinds).isEqualTo(kinds(Event.class).collect(toSet()));
    assertThat(Samples.all().map(Event::type).collect(toSet()))
        .containsExactlyInAnyOrder(EventType.values());
  }

  private static Stream<Class<?>> kinds(Class<?> type) {
    return type.isSealed()
        ? Stream.of(type.getPermittedSubclasses()).flatMap(SchemasTest::kinds)
        : Stream.of(type);
  }
}
