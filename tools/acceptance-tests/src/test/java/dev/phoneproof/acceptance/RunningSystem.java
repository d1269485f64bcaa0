package dev.phoneproof.acceptance;

import dev.phoneproof.localstack.process.LocalPort;
import dev.phoneproof.testservers.TestKafka;
import dev.phoneproof.testservers.TestPostgres;
import dev.phoneproof.testservers.TestServers;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Everything that runs during the tests: started once, used by all of them. */
public final class RunningSystem {

  public static final Path GATEWAY_JAR = Path.of("api-gateway/target/api-gateway.jar");
  public static final Path WORKER_JAR = Path.of("otp-worker/target/otp-worker.jar");
  public static final Path SIMULATOR_JAR =
      Path.of("tools/infobip-simulator/target/infobip-simulator.jar");

  /** Long enough for a test on a busy machine, short enough to wait for its end. */
  static final Duration PIN_LIFETIME = Duration.ofSeconds(30);

  /** Long enough to come too early. */
  static final Duration RESEND_COOLDOWN = Duration.ofSeconds(5);

  private static final String READY = "/actuator/health/readiness";

  private final Parts parts;
  private final List<Path> logs = new ArrayList<>();
  private final PhoneNumbers numbers = new PhoneNumbers();
  private final Collection<String> pins = new ConcurrentLinkedQueue<>();
  private final TestKafka kafka = TestServers.kafka();
  private final TestPostgres postgres = TestServers.postgres();
  private final Simulator simulator;
  private final Http gateway;
  private final Http throughProxy;
  private final Tape tape;
  private final Upstream upstream;

  /** Returns when everything is ready. What it starts it leaves to the parts to stop. */
  RunningSystem(Parts parts) {
    this.parts = parts;
    URI simulatorAddress = newAddress();
    launch("simulator", SIMULATOR_JAR, Simulator.settings(simulatorAddress))
        .awaitReady(simulatorAddress, "/health");
    simulator = new Simulator(simulatorAddress);

    URI workerManagement = newAddress();
    URI gatewayManagement = newAddress();
    URI gatewayAddress = newAddress();
    Application workerProcess = launch("worker", WORKER_JAR, worker(workerManagement));
    Application gatewayProcess =
        launch("gateway", GATEWAY_JAR, gateway(gatewayAddress, gatewayManagement));
    workerProcess.awaitReady(workerManagement, READY);
    gatewayProcess.awaitReady(gatewayManagement, READY);

    gateway = new Http(gatewayAddress);
    throughProxy = Http.from(Browser.PROXY, gatewayAddress);
    tape = parts.keep(Tape.start(kafka.bootstrapServers()));
    upstream = parts.keep(new Upstream(kafka.bootstrapServers()));
    warmUp();
  }

  /** The first verification of a fresh process is slow; no test should be measured by it. */
  private void warmUp() {
    Person person = person();
    person.asks().provesWith(person.phone().pin());
  }

  Http gateway() {
    return gateway;
  }

  Simulator simulator() {
    return simulator;
  }

  TestKafka kafka() {
    return kafka;
  }

  TestPostgres postgres() {
    return postgres;
  }

  /** What is on the topics. */
  Tape tape() {
    return tape;
  }

  /** A service of the company that speaks Kafka. */
  Upstream upstream() {
    return upstream;
  }

  /** A phone that nobody has used before. */
  Phone phone() {
    return new Phone(numbers.newNumber(), simulator, pins::add);
  }

  /** Somebody with a phone of their own, at the shop. */
  Person person() {
    return new Person(gateway, phone(), ApiClient.SHOP);
  }

  /** A browser that nobody has used before. */
  Browser browser() {
    return new Browser(throughProxy);
  }

  /** Numbers and PINs that were in use and must not be readable anywhere. */
  List<String> confidential() {
    List<String> texts = new ArrayList<>(pins);
    numbers.used().forEach(number -> texts.add(number.substring("+385".length())));
    return texts;
  }

  /** The logs of the applications. */
  List<Path> logs() {
    return List.copyOf(logs);
  }

  /** Environment of a worker on this system's servers. */
  Map<String, String> worker(URI management) {
    return Settings.worker(kafka.bootstrapServers(), postgres, simulator, management);
  }

  /** Environment of a gateway on this system's broker. */
  Map<String, String> gateway(URI address, URI management) {
    return Settings.gateway(kafka.bootstrapServers(), address, management);
  }

  static URI newAddress() {
    return URI.create("http://127.0.0.1:" + LocalPort.free());
  }

  private Application launch(String name, Path jar, Map<String, String> environment) {
    Application application = parts.keep(Application.start(name, jar, environment));
    logs.add(application.log());
    return application;
  }
}
