package dev.phoneproof.events;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The classes of the artifact, as compiled. */
final class PackageClasses {

  private PackageClasses() {}

  static List<Path> files() {
    try (Stream<Path> files = Files.walk(root())) {
      return files.filter(file -> file.toString().endsWith(".class")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Stream<Class<?>> all() {
    return files().stream().map(PackageClasses::load);
  }

  static Stream<Class<?>> records() {
    return all().filter(Class::isRecord);
  }

  static boolean holdsConfidential(Class<?> type) {
    return Arrays.stream(type.getRecordComponents())
        .map(component -> component.getType())
        .anyMatch(member -> Confidential.class.isAssignableFrom(member) || member == byte[].class);
  }

  private static Class<?> load(Path file) {
    String name = root().relativize(file).toString().replace('/', '.').replace('\\', '.');
    try {
      return Class.forName(name.substring(0, name.length() - ".class".length()));
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path root() {
    try {
      return Path.of(EventCodec.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
