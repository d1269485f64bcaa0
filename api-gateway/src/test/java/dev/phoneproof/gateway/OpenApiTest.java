package dev.phoneproof.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phoneproof.events.Reason;
import dev.phoneproof.events.Status;
import dev.phoneproof.gateway.problem.ProblemCode;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.yaml.snakeyaml.Yaml;

/** The description in docs/openapi.yaml and the gateway say the same. */
class OpenApiTest extends HttpTest {

  @Autowired private RequestMappingHandlerMapping mappings;

  @Test
  void describesEveryCall() throws Exception {
    Set<String> described =
        map(openApi(), "paths").entrySet().stream()
            .flatMap(path ->
                map(path.getValue()).keySet().stream()
                    .filter(key -> !key.equals("parameters"))
                    .map(method -> method.toUpperCase(Locale.ROOT) + " " + path.getKey()))
            .collect(Collectors.toSet());
    Set<String> served =
        mappings.getHandlerMethods().keySet().stream()
            .flatMap(mapping ->
                mapping.getMethodsCondition().getMethods().stream()
                    .flatMap(
                        method -> mapping.getPatternValues().stream().map(p -> method + " " + p)))
            .collect(Collectors.toSet());
    assertThat(described).isEqualTo(served);
  }

  @Test
  void listsEveryCodeStatusAndReason() throws Exception {
    Map<String, Object> schemas = map(map(openApi(), "components").get("schemas"));
    assertThat(values(schemas, "Problem", "code"))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(ProblemCode.values()).map(ProblemCode::wireName).toList());
    assertThat(values(schemas, "Verification", "status"))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Status.values()).map(Status::name).toList());
    assertThat(values(schemas, "Verification", "reason"))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Reason.values()).map(Reason::wireName).toList());
  }

  /** Every call can come from somewhere else, too often, or at a bad time. */
  @Test
  void saysThatEveryCallCanBeRefused() throws Exception {
    map(openApi(), "paths")
        .forEach((path, calls) -> {
          if (path.startsWith("/v1/")) {
            map(calls).entrySet().stream()
                .filter(call -> !call.getKey().equals("parameters"))
                .forEach(call ->
                    assertThat(map(map(call.getValue()).get("responses")).keySet())
                        .as("%s %s", call.getKey(), path)
                        .contains("401", "403", "429", "503"));
          }
        });
  }

  private static Map<String, Object> openApi() throws Exception {
    try (Reader file = Files.newBufferedReader(Path.of("..", "docs", "openapi.yaml"))) {
      return map(new Yaml().load(file));
    }
  }

  @SuppressWarnings("unchecked")
  private static List<String> values(Map<String, Object> schemas, String schema, String member) {
    return (List<String>) map(map(map(schemas, schema), "properties").get(member)).get("enum");
  }

  private static Map<String, Object> map(Map<String, Object> parent, String key) {
    return map(parent.get(key));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Object value) {
    return (Map<String, Object>) value;
  }
}
