package dev.phoneproof.localstack;

import dev.phoneproof.keys.KeyDirectory;
import dev.phoneproof.keys.Kind;
import dev.phoneproof.localstack.kafka.KafkaServer;
import dev.phoneproof.localstack.postgres.DatabaseRoles;
import dev.phoneproof.localstack.postgres.PostgresServer;
import dev.phoneproof.localstack.process.LocalPort;
import dev.phoneproof.localstack.supervision.Part;
import dev.phoneproof.localstack.supervision.RunningPart;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the stack consists of and how its parts find each other.
 *
 * @param root the checkout, with the built applications
 * @param programs where PostgreSQL's programs are unpacked
 * @param account a real Infobip account; without one the simulator plays Infobip
 */
record Stack(
    Path root, Path programs, StateDirectory state, Ports ports, Optional<InfobipAccount> account) {

  private static final String NUMBER_LIMIT = "SIMULATOR_SEND_PIN_PER_PHONE_NUMBER_LIMIT";

  private static final String HOME_COUNTRIES = "PHONEPROOF_COUNTRIES_HOME_COUNTRIES";

  private static final List<String> JARS =
      List.of(
          "tools/infobip-simulator/target/infobip-simulator.jar",
          "otp-worker/target/otp-worker.jar",
          "api-gateway/target/api-gateway.jar");

  /** The parts in the order of their start, those that do not need each other together. */
  List<List<Part>> stages() throws IOException {
    List<Part> first = new ArrayList<>(List.of(kafka(), postgresql()));
    if (account.isEmpty()) {
      first.add(simulator());
    }
    return List.of(first, List.of(worker()), List.of(gateway()));
  }

  /** The names of all parts that there can be, the last to start first. */
  static List<String> partNames() {
    return List.of("gateway", "worker", "simulator", "kafka", "postgresql");
  }

  void requireFreePorts() {
    Set<DemoPort> wanted = EnumSet.allOf(DemoPort.class);
    account.ifPresent(_ -> wanted.remove(DemoPort.SIMULATOR));
    List<String> complaints = ports.complaints(wanted, LocalPort::isTaken);
    if (!complaints.isEmpty()) {
      throw new RefusedException(String.join(System.lineSeparator(), complaints));
    }
  }

  /**
   * Copies the applications into the state directory, from where they run: a build in the meantime
   * would write over a jar that a running process reads.
   */
  void copyApplications() throws IOException {
    Files.createDirectories(state.applications());
    for (String jar : JARS) {
      Path built = root.resolve(jar);
      if (!Files.exists(built)) {
        throw new RefusedException(built + " is missing; build it with ./mvnw package");
      }
      Files.copy(
          built,
          state.applications().resolve(built.getFileName()),
          StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private Part kafka() {
    Path log = state.log("kafka");
    return new ServerPart(
        "kafka",
        log,
        () -> {
          KafkaServer server = KafkaServer.start(state.kafka(), ports.of(DemoPort.KAFKA), log);
          return new RunningPart(server.process(), server.address(), server::close);
        });
  }

  private Part postgresql() {
    Path log = state.log("postgresql");
    return new ServerPart(
        "postgresql",
        log,
        () -> {
          PostgresServer server =
              PostgresServer.start(
                  programs, state.postgresql(), ports.of(DemoPort.POSTGRESQL), log);
          DatabaseRoles.setUp(
              root, server.jdbcUrl(), PostgresServer.USERNAME, PostgresServer.PASSWORD);
          return new RunningPart(server.process(), server.address(), server::close);
        });
  }

  private Part simulator() {
    String url = ports.url(DemoPort.SIMULATOR);
    Map<String, String> environment = new HashMap<>();
    environment.put("SIMULATOR_PORT", Integer.toString(ports.of(DemoPort.SIMULATOR)));
    // Infobip's own limit is 3 a day, and who tries the demo uses one number all the time.
    environment.put(NUMBER_LIMIT, System.getenv().getOrDefault(NUMBER_LIMIT, "100/1d"));
    return application("simulator", "infobip-simulator.jar", environment, url + "/health", url);
  }

  private Part worker() throws IOException {
    InfobipAccount infobip =
        account.orElseGet(() -> InfobipAccount.simulated(ports.url(DemoPort.SIMULATOR)));
    Map<String, String> environment = new HashMap<>(infobip.settings());
    environment.put("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + ports.of(DemoPort.KAFKA));
    environment.put("DATABASE_URL", jdbcUrl());
    environment.putAll(DatabaseRoles.settings());
    environment.putAll(keys(Kind.LOOKUP, Kind.SEALING, Kind.PROOF, Kind.STORAGE));
    environment.put("SERVER_ADDRESS", "127.0.0.1");
    environment.putAll(management(DemoPort.WORKER_MANAGEMENT));
    return application(
        "worker",
        "otp-worker.jar",
        environment,
        readiness(DemoPort.WORKER_MANAGEMENT),
        "management " + ports.url(DemoPort.WORKER_MANAGEMENT));
  }

  private Part gateway() throws IOException {
    Map<String, String> environment = new HashMap<>();
    environment.put("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + ports.of(DemoPort.KAFKA));
    environment.put("PHONEPROOF_GATEWAY_OPEN", "true");
    if (account.isEmpty() && !System.getenv().containsKey(HOME_COUNTRIES)) {
      // The simulator sends everywhere for nothing; whose account it is says where to send.
      environment.putAll(Map.of(HOME_COUNTRIES, "HR", "PHONEPROOF_COUNTRIES_ALLOW", "*"));
    }
    // There is no second gateway to go to, and Ctrl-C should be quick.
    environment.put("PHONEPROOF_GATEWAY_DRAIN", "0s");
    environment.putAll(keys(Kind.TOKEN, Kind.ID));
    for (Kind kind : List.of(Kind.SEALING, Kind.PROOF)) {
      environment.put(kind.publicSetting() + "_FILE", keyDirectory().publicKeys(kind).toString());
    }
    environment.put("SERVER_ADDRESS", "127.0.0.1");
    environment.put("SERVER_PORT", Integer.toString(ports.of(DemoPort.GATEWAY)));
    environment.putAll(management(DemoPort.GATEWAY_MANAGEMENT));
    return application(
        "gateway",
        "api-gateway.jar",
        environment,
        readiness(DemoPort.GATEWAY_MANAGEMENT),
        ports.url(DemoPort.GATEWAY));
  }

  String jdbcUrl() {
    return "jdbc:postgresql://127.0.0.1:" + ports.of(DemoPort.POSTGRESQL) + "/phoneproof";
  }

  private Part application(
      String name, String jar, Map<String, String> environment, String ready, String address) {
    return new ApplicationPart(
        name, state.applications().resolve(jar), environment, URI.create(ready), address, state);
  }

  private Map<String, String> management(DemoPort port) {
    return Map.of(
        "MANAGEMENT_SERVER_ADDRESS",
        "127.0.0.1",
        "MANAGEMENT_SERVER_PORT",
        Integer.toString(ports.of(port)));
  }

  private String readiness(DemoPort port) {
    return ports.url(port) + "/actuator/health/readiness";
  }

  private Map<String, String> keys(Kind... kinds) throws IOException {
    KeyDirectory keys = keyDirectory();
    keys.make();
    Map<String, String> environment = new HashMap<>();
    for (Kind kind : kinds) {
      environment.put(kind.setting() + "_FILE", keys.file(kind).toString());
    }
    return environment;
  }

  private KeyDirectory keyDirectory() {
    return new KeyDirectory(state.keys(), Clock.systemUTC(), new SecureRandom());
  }
}
