package dev.phoneproof.gateway;

import dev.phoneproof.gateway.view.OutcomeView;
import dev.phoneproof.gateway.view.Outcomes;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** A gateway of the test's own, to be stopped by it, with Kafka played by the test. */
public final class RunningGateway implements AutoCloseable {

  private final ConfigurableApplicationContext context;

  private RunningGateway(ConfigurableApplicationContext context) {
    this.context = context;
  }

  public static RunningGateway start(String drain) {
    RunningGateway gateway =
        new RunningGateway(
            new SpringApplicationBuilder(GatewayApplication.class, PublishedEvents.Wiring.class)
                .registerShutdownHook(false)
                .run(
                    "--server.address=127.0.0.1",
                    "--server.port=0",
                    "--management.server.port=0",
                    "--management.server.address=127.0.0.1",
                    "--spring.kafka.bootstrap-servers=127.0.0.1:1",
                    "--phoneproof.gateway.open=true",
                    "--phoneproof.gateway.drain=" + drain,
                    "--phoneproof.countries.home-countries=HR",
                    "--phoneproof.sealing.public-keys=" + SealingKeys.PUBLIC,
                    "--phoneproof.proof.public-keys=" + ProofKeys.PUBLIC,
                    "--phoneproof.gateway.token-keys=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                    "--phoneproof.gateway.id-key=AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="));
    Outcomes.catchUp(gateway.view());
    return gateway;
  }

  public OutcomeView view() {
    return context.getBean(OutcomeView.class);
  }

  public Instant now() {
    return context.getBean(Clock.class).instant();
  }

  public HttpResponse<String> begin() {
    return call("POST", "/v1/verifications")
        .header("Content-Type", "application/json")
        .body("{\"phoneNumber\":\"+385912345678\"}")
        .send();
  }

  public Call call(String method, String path) {
    return new Call(port("local.server.port"), method, path);
  }

  public HttpResponse<String> health(String group) {
    return new Call(port("local.management.port"), "GET", "/actuator/health/" + group).send();
  }

  /** Stops as upon SIGTERM; returns when it has stopped. */
  @Override
  public void close() {
    context.close();
  }

  private int port(String property) {
    return context.getEnvironment().getRequiredProperty(property, Integer.class);
  }
}
