package dev.phoneproof.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No record shows a number, a PIN, a token or a key when it is printed, new records included. */
class RecordsTest {

  private static final String SECRET = "+385911234567";
  private static final String PIN = "91123456";

  /** By their names; the key of a Kafka record and that of a text are none. */
  private static final Pattern CONFIDENTIAL =
      Pattern.compile(
          "(?i)(?!key|detailKey).*(number|msisdn|pin|pinId|token|keys?|secret|password|clients|url|address)"
              + "|e164|value");

  static Stream<Class<?>> records() {
    return new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.phoneproof.gateway", "dev.phoneproof.events")
            .stream()
            .filter(JavaClass::isRecord)
            .map(JavaClass::reflect);
  }

  @ParameterizedTest
  @MethodSource("records")
  void showNothingConfidential(Class<?> type) throws ReflectiveOperationException {
    Object sample = sample(type);
    if (sample != null) {
      assertThat(sample.toString()).doesNotContain(SECRET.substring(1), PIN);
    }
  }

  /** Null where this test cannot make one: a record that checks what it gets. */
  private static @Nullable Object sample(Class<?> type) throws ReflectiveOperationException {
    RecordComponent[] components = type.getRecordComponents();
    Constructor<?> constructor =
        type.getDeclaredConstructor(
            Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
    constructor.setAccessible(true);
    for (String secret : List.of(SECRET, PIN)) {
      Object[] values = new Object[components.length];
      for (int i = 0; i < components.length; i++) {
        values[i] = value(components[i], secret);
      }
      try {
        return constructor.newInstance(values);
      } catch (InvocationTargetException e) {
        // It wants another form.
      }
    }
    return null;
  }

  private static @Nullable Object value(RecordComponent component, String secret)
      throws ReflectiveOperationException {
    Class<?> type = component.getType();
    String text = CONFIDENTIAL.matcher(component.getName()).matches() ? secret : "text";
    if (type == String.class || type == Object.class) {
      return text;
    }
    if (type == Optional.class) {
      return Optional.of(text);
    }
    if (type.isRecord()) {
      return sample(type);
    }
    if (type.isEnum()) {
      return type.getEnumConstants()[0];
    }
    return OTHERS.get(type);
  }

  private static final Map<Class<?>, Object> OTHERS =
      Map.ofEntries(
          Map.entry(boolean.class, true),
          Map.entry(int.class, 1),
          Map.entry(long.class, 1L),
          Map.entry(short.class, (short) 1),
          Map.entry(double.class, 1.0),
          Map.entry(byte[].class, SECRET.getBytes(StandardCharsets.UTF_8)),
          Map.entry(UUID.class, new UUID(1, 2)),
          Map.entry(Instant.class, Instant.EPOCH),
          Map.entry(Duration.class, Duration.ofSeconds(1)),
          Map.entry(List.class, List.of()),
          Map.entry(Set.class, Set.of()),
          Map.entry(Map.class, Map.of()));
}
