package dev.phoneproof.acceptance.purge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.phoneproof.acceptance.Application;
import dev.phoneproof.acceptance.Http;
import dev.phoneproof.acceptance.Layout;
import dev.phoneproof.acceptance.Parts;
import dev.phoneproof.acceptance.RunningSystem;
import dev.phoneproof.acceptance.Settings;
import dev.phoneproof.acceptance.Simulator;
import dev.phoneproof.localstack.process.LocalPort;
import dev.phoneproof.testservers.OwnKafka;
import dev.phoneproof.testservers.OwnPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * A ledger with a million old verifications is purged while people come and go. Prints how fast it
 * went and what they noticed: {@code ./mvnw verify -Ppurge -pl tools/acceptance-tests -am}.
 */
@Tag("purge")
class PurgeUnderLoadIT {

  private static final int OLD = Integer.getInteger("phoneproof.purge.verifications", 1_000_000);
  private static final int RATE = Integer.getInteger("phoneproof.purge.rate", 50);

  private static final Duration WARM_UP = Duration.ofSeconds(30);
  private static final Duration WITHOUT = Duration.ofSeconds(60);

  /** As docker-compose.yml has them; docs/operator-api.md says what happens without. */
  private static final Map<String, String> AS_RECOMMENDED =
      Map.of("shared_buffers", "2GB", "vacuum_buffer_usage_limit", "0", "max_wal_size", "4GB");

  private static final String KEY = "a-key-of-the-purge-test";
  private static final String READY = "/actuator/health/readiness";
  private static final double LEAST_ROWS_PER_SECOND = 20_000;
  private static final double MOST_SLOWDOWN = 1.5;

  private final Parts parts = new Parts();

  @Test
  void removesAMillionVerificationsWhilePeopleGoOn() throws Exception {
    try (parts) {
      OwnKafka kafka = OwnKafka.start("kafka-to-purge");
      OwnPostgres postgres = OwnPostgres.start("postgresql-to-purge", AS_RECOMMENDED);
      Simulator simulator = simulator();
      URI operators = newAddress();
      Map<String, String> settings = worker(kafka, postgres, simulator, operators);
      OldLedger ledger =
          new OldLedger(settings.get("DATABASE_URL"), postgres.username(), postgres.password());
      Purge purge = new Purge(new Http(operators));
      try (Traffic traffic = new Traffic(kafka.bootstrapServers(), simulator, RATE)) {
        measure(ledger, purge, traffic);
      }
    }
  }

  private static void measure(OldLedger ledger, Purge purge, Traffic traffic) {
    purge.awaitIdle(); // The schedule's first one, of an empty ledger.
    traffic.during(WARM_UP);
    ledger.fill(OLD);
    long audited = ledger.audited();
    say("%,d old verifications; %d people a second; load %.1f", OLD, RATE, load());

    Latencies without = traffic.during(WITHOUT);
    say("without purge: %s; load %.1f", without, load());
    purge.start();
    CompletableFuture<Void> purged = CompletableFuture.runAsync(purge::awaitIdle);
    Latencies with = traffic.whileTrue(() -> !purged.isDone());
    JsonNode run = purge.newest();
    say("with purge:    %s; load %.1f", with, load());

    double seconds = seconds(run);
    long rows = run.path("records").valueStream().mapToLong(one -> one.path("rows").asLong()).sum();
    double slowdownOfSends = with.sentAt(0.99) / without.sentAt(0.99);
    double slowdownOfVerdicts = with.judgedAt(0.99) / without.judgedAt(0.99);
    say(
        "%,d rows in %.1f s: %,.0f rows/s, %,.0f verifications/s; p99 of sends x %.2f, of verdicts x %.2f",
        rows, seconds, rows / seconds, OLD / seconds, slowdownOfSends, slowdownOfVerdicts);

    assertThat(run.path("outcome").asString()).isEqualTo("done");
    assertThat(run.at("/records/verification/rows").asLong()).isEqualTo(OLD);
    assertThat(ledger.left()).isEqualTo(OldLedger.YOUNG);
    assertThat(ledger.sendsLeft()).isEqualTo(OldLedger.YOUNG);
    assertThat(ledger.audited()).isGreaterThanOrEqualTo(audited);
    assertThat(rows / seconds).isGreaterThanOrEqualTo(LEAST_ROWS_PER_SECOND);
    assertThat(slowdownOfSends).isLessThanOrEqualTo(MOST_SLOWDOWN);
    assertThat(slowdownOfVerdicts).isLessThanOrEqualTo(MOST_SLOWDOWN);
  }

  private static double seconds(JsonNode run) {
    return Duration.between(
                Instant.parse(run.path("startedAt").asString()),
                Instant.parse(run.path("endedAt").asString()))
            .toMillis()
        / 1_000.0;
  }

  private Simulator simulator() {
    URI address = newAddress();
    Map<String, String> settings = new HashMap<>(Simulator.settings(address));
    settings.put("SIMULATOR_SEND_PIN_PER_APPLICATION_LIMIT", "1000000/1d");
    settings.put("SIMULATOR_INBOX_SIZE", "100000");
    parts
        .keep(Application.start("purge-simulator", RunningSystem.SIMULATOR_JAR, settings))
        .awaitReady(address, "/health");
    return new Simulator(address);
  }

  private Map<String, String> worker(
      OwnKafka kafka, OwnPostgres postgres, Simulator simulator, URI operators) {
    URI management = newAddress();
    Map<String, String> settings =
        Settings.worker(kafka.bootstrapServers(), postgres, simulator, management);
    settings.put("SERVER_PORT", Integer.toString(operators.getPort()));
    settings.put(
        "PHONEPROOF_OPERATORS",
        "{\"operators\": [{\"name\": \"ana\", \"roles\": [\"read\", \"act\"], \"keys\": [\""
            + sha256(KEY)
            + "\"]}]}");
    // No purge but the one that is measured.
    settings.put("PHONEPROOF_RETENTION_EVERY", "24h");
    parts
        .keep(Application.start("purge-worker", RunningSystem.WORKER_JAR, settings))
        .awaitReady(management, READY);
    return settings;
  }

  private static URI newAddress() {
    return URI.create("http://127.0.0.1:" + LocalPort.free());
  }

  private static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  private static void say(String format, Object... values) {
    String line = format.formatted(values);
    System.out.println(line);
    try {
      Files.createDirectories(Layout.logs());
      Files.writeString(
          Layout.logs().resolve("purge.txt"),
          line + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The operator's calls. */
  private record Purge(Http http) {

    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final String PATH = "/operator/v1/purges";

    void start() {
      http.post(PATH, "{\"dryRun\": false}", headers()).expect(202);
    }

    /** Asks seldom: each question is recorded. */
    void awaitIdle() {
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofSeconds(1))
          .until(() -> newest().path("outcome").asString("running"), now -> !now.equals("running"));
    }

    JsonNode newest() {
      return http.get(PATH + "?limit=1", headers()).expect(200).json().path("purges").path(0);
    }

    private static String[] headers() {
      String credentials =
          Base64.getEncoder().encodeToString(("ana:" + KEY).getBytes(StandardCharsets.UTF_8));
      return new String[] {
        "Authorization",
        "Basic " + credentials,
        "X-Reason",
        "PURGE-1",
        "Content-Type",
        "application/json"
      };
    }
  }
}
