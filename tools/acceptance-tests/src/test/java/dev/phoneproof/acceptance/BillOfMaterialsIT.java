package dev.phoneproof.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Each application tells what it is made of and under which licences. */
class BillOfMaterialsIT {

  private static final String LIBRARIES = "BOOT-INF/lib/";

  static Stream<Path> applications() {
    return Stream.of(RunningSystem.GATEWAY_JAR, RunningSystem.WORKER_JAR);
  }

  @ParameterizedTest
  @MethodSource("applications")
  void namesEveryLibraryThatIsInTheApplication(Path application) throws IOException {
    try (JarFile jar = new JarFile(Layout.root().resolve(application).toFile())) {
      JsonNode bill = JsonMapper.shared().readTree(text(jar, "META-INF/sbom/application.cdx.json"));
      List<String> named =
          bill.path("components")
              .valueStream()
              .map(one -> one.path("name").asString() + "-" + one.path("version").asString())
              .toList();

      assertThat(bill.path("bomFormat").asString()).isEqualTo("CycloneDX");
      assertThat(libraries(jar)).isNotEmpty().isSubsetOf(named);
    }
  }

  @ParameterizedTest
  @MethodSource("applications")
  void namesTheLicenceOfEveryLibrary(Path application) throws IOException {
    try (JarFile jar = new JarFile(Layout.root().resolve(application).toFile())) {
      String licences = text(jar, "META-INF/THIRD-PARTY.txt");
      List<String> listed = licences.lines().filter(line -> line.contains("://")).toList();

      assertThat(libraries(jar)).hasSizeLessThanOrEqualTo(listed.size());
      assertThat(listed).allSatisfy(line -> assertThat(line.strip()).matches("\\([^)]+\\) .*"));
      assertThat(licences).doesNotContainIgnoringCase("unknown");
    }
  }

  private static List<String> libraries(JarFile jar) {
    return jar.stream()
        .map(entry -> entry.getName())
        .filter(name -> name.startsWith(LIBRARIES) && name.endsWith(".jar"))
        .map(name -> name.substring(LIBRARIES.length(), name.length() - ".jar".length()))
        // Spring Boot's own, put there by its plugin.
        .filter(name -> !name.startsWith("spring-boot-jarmode-"))
        .toList();
  }

  private static String text(JarFile jar, String entry) throws IOException {
    try (var stream = jar.getInputStream(Objects.requireNonNull(jar.getEntry(entry), entry))) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
