package dev.phoneproof.acceptance.privacy;

import dev.phoneproof.acceptance.Answer;
import dev.phoneproof.acceptance.ApiClient;
import dev.phoneproof.acceptance.Application;
import dev.phoneproof.acceptance.Http;
import dev.phoneproof.acceptance.Parts;
import dev.phoneproof.acceptance.Person;
import dev.phoneproof.acceptance.Phone;
import dev.phoneproof.acceptance.PhoneNumbers;
import dev.phoneproof.acceptance.RunningSystem;
import dev.phoneproof.acceptance.Settings;
import dev.phoneproof.acceptance.Simulator;
import dev.phoneproof.acceptance.Upstream;
import dev.phoneproof.localstack.process.LocalPort;
import dev.phoneproof.testservers.OwnKafka;
import dev.phoneproof.testservers.OwnPostgres;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A system of this package's own, of which every answer is kept and every file can be read. */
final class WatchedSystem implements AutoCloseable {

  static final String OPERATOR_KEY = "a-key-of-the-operator-in-the-acceptance-tests";

  private static final String READY = "/actuator/health/readiness";

  private final Parts parts = new Parts();
  private final PhoneNumbers numbers = new PhoneNumbers();
  private final Collection<String> answers = new ConcurrentLinkedQueue<>();
  private final OwnKafka kafka = parts.keep(OwnKafka.start("kafka-to-search"));
  private final OwnPostgres postgres = parts.keep(OwnPostgres.start("postgresql-to-search"));
  private final List<Application> applications = new ArrayList<>();
  private final Map<String, String> workerSettings;
  private final Map<String, String> gatewaySettings;
  private final Simulator simulator;
  private final URI gatewayAddress = newAddress();
  private final URI gatewayManagement = newAddress();
  private final URI workerManagement = newAddress();
  private final URI operatorAddress = newAddress();
  private final Upstream upstream;

  WatchedSystem() {
    URI simulatorAddress = newAddress();
    Map<String, String> infobip = new HashMap<>(Simulator.settings(simulatorAddress));
    // So long that none of them stands anywhere by chance.
    infobip.put("SIMULATOR_PIN_LENGTH", "10");
    parts
        .keep(Application.start("searched-simulator", RunningSystem.SIMULATOR_JAR, infobip))
        .awaitReady(simulatorAddress, "/health");
    simulator = new Simulator(simulatorAddress);
    workerSettings =
        Settings.worker(kafka.bootstrapServers(), postgres, simulator, workerManagement);
    workerSettings.put("PHONEPROOF_PROVIDER_CALL_TIMEOUT", "2s");
    workerSettings.put("PHONEPROOF_PROVIDER_CONNECT_TIMEOUT", "1s");
    workerSettings.put("PHONEPROOF_TOPICS_PARTITIONS", "2");
    workerSettings.put("PHONEPROOF_OPERATORS", operators());
    workerSettings.put("SERVER_PORT", Integer.toString(operatorAddress.getPort()));
    // More than is logged as a rule.
    workerSettings.put("LOGGING_LEVEL_DEV_PHONEPROOF", "debug");
    gatewaySettings = Settings.gateway(kafka.bootstrapServers(), gatewayAddress, gatewayManagement);
    gatewaySettings.put("LOGGING_LEVEL_DEV_PHONEPROOF", "debug");
    Application worker =
        start(Application.start("searched-worker", RunningSystem.WORKER_JAR, workerSettings));
    Application gateway =
        start(Application.start("searched-gateway", RunningSystem.GATEWAY_JAR, gatewaySettings));
    worker.awaitReady(workerManagement, READY);
    gateway.awaitReady(gatewayManagement, READY);
    upstream = parts.keep(new Upstream(kafka.bootstrapServers()));
  }

  private Application start(Application application) {
    applications.add(application);
    return parts.keep(application);
  }

  private static String operators() {
    return "{\"operators\":[{\"name\":\"ana\",\"roles\":[\"read\",\"act\",\"privacy\"],\"keys\":[\"%s\"]}]}"
        .formatted(sha256(OPERATOR_KEY));
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

  private static URI newAddress() {
    return URI.create("http://127.0.0.1:" + LocalPort.lasting());
  }

  Phone phone() {
    return new Phone(numbers.newNumber(), simulator, _ -> {});
  }

  Person person(Phone phone) {
    return new Person(watched(gatewayAddress), phone, ApiClient.SHOP);
  }

  Http gateway() {
    return watched(gatewayAddress);
  }

  Http operatorApi() {
    return watched(operatorAddress);
  }

  /** The management ports: of the gateway, of the worker. */
  List<Http> management() {
    return List.of(watched(gatewayManagement), watched(workerManagement));
  }

  /** All ports that speak HTTP. */
  List<URI> addresses() {
    return List.of(gatewayAddress, gatewayManagement, workerManagement, operatorAddress);
  }

  private Http watched(URI address) {
    return new Http(address, this::keep);
  }

  private void keep(Answer answer) {
    answers.add(answer.status() + " " + answer.headers().map() + "\n" + answer.text());
  }

  void keep(String answer) {
    answers.add(answer);
  }

  /** Everything that was answered, headers included. */
  Collection<String> answers() {
    return answers;
  }

  Upstream upstream() {
    return upstream;
  }

  Simulator simulator() {
    return simulator;
  }

  OwnPostgres postgres() {
    return postgres;
  }

  OwnKafka kafka() {
    return kafka;
  }

  /** The worker's database. */
  String jdbcUrl() {
    return workerSettings.get("DATABASE_URL");
  }

  /** What no log may show either. */
  List<String> keys() {
    List<String> keys = new ArrayList<>(List.of(OPERATOR_KEY, ApiClient.SHOP.key()));
    for (Map<String, String> settings : List.of(workerSettings, gatewaySettings)) {
      settings.forEach((name, value) -> {
        if (name.matches("PHONEPROOF_.*KEYS?|INFOBIP_API_KEY")) {
          keys.add(value);
        }
      });
    }
    return keys;
  }

  List<Application> applications() {
    return applications;
  }

  /** Ends what writes, so that all of it is on the disk. */
  void stop() {
    applications.forEach(Application::close);
    kafka.stop();
    postgres.stop();
  }

  @Override
  public void close() {
    parts.close();
  }
}
