package dev.phoneproof.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What came back over HTTP. */
public record Answer(int status, HttpHeaders headers, String text) {

  private static final JsonMapper JSON = new JsonMapper();

  public JsonNode json() {
    return JSON.readTree(text);
  }

  /** A member as text; empty when it is absent. */
  public String member(String name) {
    return json().path(name).asString("");
  }

  public String header(String name) {
    return headers.firstValue(name).orElse("");
  }

  public Answer expect(int expected) {
    assertThat(status).as(text).isEqualTo(expected);
    return this;
  }

  /** A problem with this status and code, in the form that every problem has. */
  public Answer expectProblem(int expected, String code) {
    expect(expected);
    assertThat(header("Content-Type")).startsWith("application/problem+json");
    assertThat(header("X-Request-Id")).isNotBlank();
    assertThat(member("code")).isEqualTo(code);
    assertThat(json().path("status").asInt()).isEqualTo(expected);
    if (expected == 429 || expected == 503) {
      assertThat(header("Retry-After")).matches("[1-9][0-9]*");
    }
    return this;
  }
}
