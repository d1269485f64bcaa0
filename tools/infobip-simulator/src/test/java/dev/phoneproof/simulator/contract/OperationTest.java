package dev.phoneproof.simulator.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class OperationTest {

  @Test
  void listsEveryCallOfTheOpenApiFileAndNoOther() {
    JsonNode paths = OpenApiFile.read().document().path("paths");
    TreeSet<String> inFile = new TreeSet<>();
    for (Map.Entry<String, JsonNode> path : paths.properties()) {
      path.getValue()
          .propertyNames()
          .forEach(method -> inFile.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey()));
    }

    assertThat(Arrays.stream(Operation.values()).map(one -> one.method() + " " + one.path()))
        .containsExactlyInAnyOrderElementsOf(inFile);
  }

  @Test
  void findsACallWithItsParameters() {
    Route route = Route.find("GET", "/2fa/2/applications/A1/messages/M1");

    assertThat(route).isInstanceOf(Route.Found.class);
    Route.Found found = (Route.Found) route;
    assertThat(found.operation()).isEqualTo(Operation.GET_TEMPLATE);
    assertThat(found.parameters()).isEqualTo(Map.of("appId", "A1", "msgId", "M1"));
  }

  @Test
  void tellsAWrongMethodFromAnUnknownPath() {
    assertThat(Route.find("PATCH", "/2fa/2/pin"))
        .isEqualTo(new Route.WrongMethod("/2fa/2/pin", List.of("POST")));
    assertThat(Route.find("POST", "/2fa/2/pin/")).isEqualTo(new Route.Unknown());
    assertThat(Route.find("POST", "/2fa/2/pin//verify")).isEqualTo(new Route.Unknown());
    assertThat(Route.find("GET", "/2fa/2/sms")).isEqualTo(new Route.Unknown());
  }
}
