package dev.phoneproof.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phoneproof.events.OtpRequested;
import dev.phoneproof.gateway.ClosedGatewayTest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Clients with two keys and purposes, called directly and through a proxy. */
class ClientsOverTlsTest extends ClosedGatewayTest {

  @Test
  void knowsTwoKeysOfAClientUntilOneEnds() {
    assertThat(post(BODY, "X-API-Key", "first").statusCode()).isEqualTo(202);
    assertThat(post(BODY, "X-API-Key", "second").statusCode()).isEqualTo(202);
    clock.move(Duration.ofMinutes(30));
    assertThat(post(BODY, "X-API-Key", "first").statusCode()).isEqualTo(202);
    assertProblem(post(BODY, "X-API-Key", "second"), 401, "invalid_api_key");
    assertProblem(post(BODY), 401, "invalid_api_key");
  }

  @Test
  void refusesAPurposeThatIsNotTheClients() {
    assertThat(post(purpose("login"), "X-API-Key", "first").statusCode()).isEqualTo(202);
    published.all().clear();
    assertProblem(post(purpose("payment"), "X-API-Key", "first"), 403, "purpose_not_allowed");
    assertProblem(
        post(purpose("login"), "Origin", "https://bank.example"), 403, "purpose_not_allowed");
    assertThat(published.all()).isEmpty();
  }

  /** Else a page could have messages sent to any number in the name of a login. */
  @Test
  void letsPagesBeginOnlyWhatIsTheirs() {
    assertThat(post(purpose("verification"), "Origin", "https://shop.example").statusCode())
        .isEqualTo(202);
    published.all().clear();
    assertProblem(
        post(purpose("login"), "Origin", "https://shop.example"), 403, "purpose_not_allowed");
    assertThat(published.all()).isEmpty();
  }

  @Test
  void believesAddressesOfItsProxyOnly() {
    String here = tag(From.ANYWHERE, "198.51.100.1");
    assertThat(tag(From.ANYWHERE, "198.51.100.2")).isEqualTo(here);
    String one = tag(From.PROXY, "198.51.100.1");
    assertThat(one).isNotEqualTo(here);
    assertThat(tag(From.PROXY, "198.51.100.2")).isNotEqualTo(one);
    assertThat(tag(From.PROXY, "203.0.113.9, 198.51.100.1")).isEqualTo(one);
  }

  private String tag(From from, String forwardedFor) {
    published.all().clear();
    HttpResponse<String> answer =
        send(
            from,
            "POST",
            PATH,
            BODY,
            "Origin",
            "https://shop.example",
            "X-Forwarded-For",
            forwardedFor);
    assertThat(answer.statusCode()).isEqualTo(202);
    return Objects.requireNonNull(published.only(OtpRequested.class).origin().originTag());
  }

  private static String purpose(String purpose) {
    return BODY.replace("}", ",\"purpose\":\"" + purpose + "\"}");
  }
}
