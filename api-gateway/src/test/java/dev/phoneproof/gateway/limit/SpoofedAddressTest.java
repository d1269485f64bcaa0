package dev.phoneproof.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phoneproof.gateway.ClosedGatewayTest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** A page's limit by address, for which only the proxy's word counts. */
class SpoofedAddressTest extends ClosedGatewayTest {

  @Test
  void getsNobodyAroundTheLimitOfAnAddress() {
    for (int i = 0; i < 60; i++) {
      assertThat(ask("192.0.2." + i + ", 203.0.113.7").statusCode()).isEqualTo(202);
    }
    published.all().clear();
    HttpResponse<String> answer = ask("192.0.2.200, 203.0.113.7");
    assertProblem(answer, 429, "rate_limited");
    assertThat(header(answer, "Retry-After")).matches("[1-9][0-9]?");
    assertThat(header(answer, "Access-Control-Allow-Origin")).isEqualTo("https://shop.example");
    assertThat(header(answer, "Access-Control-Expose-Headers")).contains("Retry-After");
    assertThat(published.all()).isEmpty();
    assertThat(ask("203.0.113.7, 203.0.113.8").statusCode()).isEqualTo(202);
  }

  private HttpResponse<String> ask(String forwardedFor) {
    return send(
        From.PROXY,
        "POST",
        PATH,
        BODY,
        "Origin",
        "https://shop.example",
        "X-Forwarded-Host",
        "verify.example",
        "X-Forwarded-Proto",
        "https",
        "X-Forwarded-For",
        forwardedFor);
  }
}
