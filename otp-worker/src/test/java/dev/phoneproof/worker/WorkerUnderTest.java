package dev.phoneproof.worker;

import static org.awaitility.Awaitility.await;

import dev.phoneproof.localstack.postgres.DatabaseRoles;
import dev.phoneproof.simulator.Simulator;
import dev.phoneproof.simulator.SimulatorOptions;
import dev.phoneproof.simulator.twofactor.Limits;
import dev.phoneproof.simulator.twofactor.RateLimit;
import dev.phoneproof.testservers.TestPostgres;
import dev.phoneproof.testservers.TestServers;
import dev.phoneproof.worker.storage.Keysets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;

/** The whole worker in this JVM, on real servers, with a simulated Infobip. */
final class WorkerUnderTest implements AutoCloseable {

  /** The storage keys: the one that seals, and one that only opens. */
  static final int KEY = 11;

  static final int OTHER_KEY = 10;

  private final Simulator simulator;
  private final String jdbcUrl;
  private final ConfigurableApplicationContext context;
  private final Upstream upstream;

  private WorkerUnderTest(
      Simulator simulator, String jdbcUrl, ConfigurableApplicationContext context) {
    this.simulator = simulator;
    this.jdbcUrl = jdbcUrl;
    this.context = context;
    awaitPartitions(context.getBean(KafkaListenerEndpointRegistry.class));
    this.upstream = new Upstream(TestServers.kafka().bootstrapServers());
  }

  static WorkerUnderTest start(String... settings) {
    Limits limits =
        new Limits(
            Limits.INFOBIP_DEFAULTS.pinAttempts(),
            true,
            Limits.INFOBIP_DEFAULTS.pinTimeToLive(),
            RateLimit.parse("1000/1s"),
            RateLimit.parse("100000/1d"),
            RateLimit.parse("100/1d"));
    Simulator simulator = Simulator.start(SimulatorOptions.forTests().withLimits(limits));
    return start(simulator, newDatabase(), settings);
  }

  /** Another worker on the database of one that has stopped. */
  WorkerUnderTest startAgain(String... settings) {
    return start(simulator, jdbcUrl, settings);
  }

  private static WorkerUnderTest start(Simulator simulator, String jdbcUrl, String... settings) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--KAFKA_BOOTSTRAP_SERVERS=" + TestServers.kafka().bootstrapServers(),
                "--DATABASE_URL=" + jdbcUrl,
                "--INFOBIP_BASE_URL=" + simulator.baseUrl(),
                "--INFOBIP_API_KEY=test",
                "--INFOBIP_2FA_APP_ID=" + simulator.applicationId(),
                "--INFOBIP_2FA_MESSAGE_ID=" + simulator.messageId(),
                "--PHONEPROOF_LOOKUP_KEY=" + Base64.getEncoder().encodeToString(new byte[32]),
                "--PHONEPROOF_STORAGE_KEYS=" + Keysets.json(KEY, OTHER_KEY),
                "--PHONEPROOF_SEALING_PRIVATE_KEYS=" + SealingPair.OURS.privateKeys(),
                "--PHONEPROOF_PROOF_KEYS=" + SigningPair.OURS.privateKeys(),
                "--PHONEPROOF_PROOF_ISSUER=" + SigningPair.ISSUER,
                "--management.server.port=0",
                "--phoneproof.topics.partitions=3"));
    DatabaseRoles.settings().forEach((name, value) -> arguments.add("--" + name + "=" + value));
    for (String setting : settings) {
      String name = setting.substring(0, setting.indexOf('=') + 1);
      arguments.removeIf(argument -> argument.startsWith(name));
      arguments.add(setting);
    }
    return new WorkerUnderTest(
        simulator,
        jdbcUrl,
        SpringApplication.run(WorkerApplication.class, arguments.toArray(String[]::new)));
  }

  /** The worker uses it under its own role, in all tests: they show that it needs no more. */
  private static String newDatabase() {
    TestPostgres postgres = TestServers.postgres();
    String jdbcUrl = postgres.newDatabase();
    DatabaseRoles.setUp(Path.of(".."), jdbcUrl, postgres.username(), postgres.password());
    return jdbcUrl;
  }

  /** So that no test's clock runs while the consumer groups still form. */
  private static void awaitPartitions(KafkaListenerEndpointRegistry listeners) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() ->
            listeners.getListenerContainers().stream()
                .noneMatch(listener -> listener.getAssignedPartitions().isEmpty()));
  }

  Simulator simulator() {
    return simulator;
  }

  Upstream upstream() {
    return upstream;
  }

  /** Of the operator API. */
  int port() {
    return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
  }

  int managementPort() {
    return context.getEnvironment().getRequiredProperty("local.management.port", Integer.class);
  }

  /** Stops the worker alone, as SIGTERM does. */
  void stopWorker() {
    context.close();
  }

  /** A superuser's client for its database, which outlives the worker. */
  JdbcClient database() {
    return JdbcClient.create(dataSource());
  }

  /** Its database itself. */
  DataSource dataSource() {
    return new DriverManagerDataSource(
        jdbcUrl, TestServers.postgres().username(), TestServers.postgres().password());
  }

  String jdbcUrl() {
    return jdbcUrl;
  }

  <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  @Override
  public void close() {
    upstream.close();
    context.close();
    simulator.close();
  }
}
