package dev.phoneproof.gateway;

import dev.phoneproof.gateway.view.OutcomeView;
import dev.phoneproof.gateway.view.Outcomes;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

/** The gateway on a real port, with Kafka played by {@link PublishedEvents} and the test. */
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "server.address=127.0.0.1",
      "management.server.port=0",
      "management.server.address=127.0.0.1",
      "spring.kafka.bootstrap-servers=127.0.0.1:1",
      "phoneproof.gateway.open=true",
      "phoneproof.gateway.verdict-wait=2s",
      "phoneproof.gateway.token-wait=300ms",
      "phoneproof.limits.address-messages=300/1h",
      "phoneproof.gateway.drain=0s",
      "phoneproof.countries.home-countries=HR,DE",
      "phoneproof.sealing.public-keys=" + SealingKeys.PUBLIC,
      "phoneproof.proof.public-keys=" + ProofKeys.PUBLIC,
      "phoneproof.gateway.token-keys=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
      "phoneproof.gateway.id-key=AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
      "phoneproof.gateway.clients={\"clients\":["
          + "{\"id\":\"shop\",\"keys\":[\""
          + HttpTest.SHA_256_OF_FIRST
          + "\"]},{\"id\":\"bank\",\"keys\":[\""
          + HttpTest.SHA_256_OF_SECOND
          + "\"]}]}"
    })
@Import(PublishedEvents.Wiring.class)
public abstract class HttpTest {

  static final String SHA_256_OF_FIRST =
      "a7937b64b8caa58f03721bb6bacf5c78cb235febe0e70b1b84cd99541461a08e";
  static final String SHA_256_OF_SECOND =
      "16367aacb67a4a017c8da8ab95682ccb390863780f7114dda0a0e0c55644c7c4";

  protected static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  protected static final String NUMBER = "+385912345678";

  @Autowired protected PublishedEvents published;
  @Autowired protected OutcomeView view;
  @Autowired protected MovableClock clock;

  @LocalServerPort private int port;

  @BeforeEach
  void begin() {
    clock.set(NOON);
    published.clear();
    Outcomes.catchUp(view);
  }

  protected Call call(String method, String path) {
    return new Call(port, method, path);
  }

  protected Call post(String path, String json) {
    return call("POST", path).header("Content-Type", "application/json").body(json);
  }

  /** A verification that was accepted just now. */
  protected Accepted accepted() {
    HttpResponse<String> answer =
        post("/v1/verifications", "{\"phoneNumber\":\"" + NUMBER + "\"}").send();
    if (answer.statusCode() != 202) {
      throw new AssertionError(answer.statusCode() + " " + answer.body());
    }
    return new Accepted(
        UUID.fromString(Call.json(answer).get("id").stringValue()),
        Call.json(answer).get("token").stringValue());
  }

  /**
   * What the caller holds.
   *
   * @param id the verification
   * @param token its token
   */
  public record Accepted(UUID id, String token) {

    public String path() {
      return "/v1/verifications/" + id;
    }
  }

  protected Call get(Accepted verification) {
    return call("GET", verification.path()).bearer(verification.token());
  }

  protected Call submit(Accepted verification, String pin) {
    return post(verification.path() + "/submissions", "{\"pin\":\"" + pin + "\"}")
        .bearer(verification.token());
  }
}
