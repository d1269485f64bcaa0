package dev.phoneproof.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Member;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whoever uses the artifact depends on Java 17 and on nothing else. */
class PublicTypesTest {

  private static final int JAVA_17 = 61;

  @Test
  void mentionOnlyTheJdkAndThemselves() {
    Set<String> foreign = new TreeSet<>();
    PackageClasses.all()
        .filter(PublicTypesTest::isPublic)
        .flatMap(PublicTypesTest::mentioned)
        .map(Class::getName)
        .filter(name -> !name.startsWith("java.") && !name.startsWith("dev.phoneproof.events."))
        .forEach(foreign::add);

    assertThat(foreign).isEmpty();
  }

  @Test
  void runOnJava17() {
    assertThat(PackageClasses.files())
        .isNotEmpty()
        .allSatisfy(file -> assertThat(classFileVersion(file)).isEqualTo(JAVA_17));
  }

  private static int classFileVersion(java.nio.file.Path file) throws IOException {
    try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
      in.readInt();
      in.readUnsignedShort();
      return in.readUnsignedShort();
    }
  }

  private static Stream<Class<?>> mentioned(Class<?> type) {
    Set<Class<?>> classes = new HashSet<>();
    collect(type.getGenericSuperclass(), classes);
    collect(type.getGenericInterfaces(), classes);
    Stream.of(type.getDeclaredFields())
        .filter(PublicTypesTest::isVisible)
        .map(Field::getGenericType)
        .forEach(t -> collect(t, classes));
    Stream.of(type.getDeclaredMethods())
        .filter(PublicTypesTest::isVisible)
        .forEach(method -> {
          collect(method.getGenericReturnType(), classes);
          collectSignature(method, classes);
        });
    Stream.of(type.getDeclaredConstructors())
        .filter(PublicTypesTest::isVisible)
        .forEach(constructor -> collectSignature(constructor, classes));
    return classes.stream();
  }

  private static void collectSignature(Executable executable, Set<Class<?>> classes) {
    collect(executable.getGenericParameterTypes(), classes);
    collect(executable.getGenericExceptionTypes(), classes);
  }

  private static void collect(Type[] types, Set<Class<?>> classes) {
    Arrays.stream(types).forEach(type -> collect(type, classes));
  }

  private static void collect(Type type, Set<Class<?>> classes) {
    if (type instanceof Class<?> c) {
      Class<?> element = c.isArray() ? c.getComponentType() : c;
      if (!element.isPrimitive()) {
        classes.add(element);
      }
    } else if (type instanceof ParameterizedType p) {
      collect(p.getRawType(), classes);
      collect(p.getActualTypeArguments(), classes);
    } else if (type instanceof GenericArrayType a) {
      collect(a.getGenericComponentType(), classes);
    } else if (type instanceof WildcardType w) {
      collect(w.getUpperBounds(), classes);
      collect(w.getLowerBounds(), classes);
    } else if (type instanceof TypeVariable<?> v && v.getBounds()[0] != v) {
      Arrays.stream(v.getBounds())
          .filter(Class.class::isInstance)
          .forEach(b -> collect(b, classes));
    }
  }

  private static boolean isPublic(Class<?> type) {
    return Modifier.isPublic(type.getModifiers())
        && (type.getEnclosingClass() == null || isPublic(type.getEnclosingClass()));
  }

  private static boolean isVisible(Member member) {
    return Modifier.isPublic(member.getModifiers()) || Modifier.isProtected(member.getModifiers());
  }
}
