package dev.phoneproof.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the golden examples against schemas and codec. */
class ExamplesTest {

  private final EventCodec codec = new EventCodec();

  @ParameterizedTest
  @MethodSource("dev.phoneproof.events.Example#all")
  void isValidByItsSchema(Example example) {
    assertThat(EventSchema.of(example.type()).complaints(example.bytes())).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("dev.phoneproof.events.Example#all")
  void decodesAndEncodesBackToItself(Example example) throws Exception {
    CloudEvent<? extends Event> event = codec.decode(example.headers(), example.bytes());

    EventMessage message = codec.encode(event);

    assertThat(event.data().type()).isEqualTo(example.type());
    assertThat(message.topic()).isEqualTo(example.topic());
    assertThat(message.key()).isEqualTo(example.key());
    assertThat(message.headers()).isEqualTo(example.headers());
    assertThat(text(message.data())).isEqualTo(text(example.bytes()));
  }

  @ParameterizedTest
  @EnumSource
  void showsEveryMemberOfTheSchema(EventType type) {
    Set<String> shown = new TreeSet<>();
    Example.allOf(type).forEach(example -> shown.addAll(Paths.of(example.data())));

    assertThat(shown).isEqualTo(EventSchema.of(type).paths());
  }

  private static String text(byte[] json) {
    return new String(json, StandardCharsets.UTF_8);
  }
}
