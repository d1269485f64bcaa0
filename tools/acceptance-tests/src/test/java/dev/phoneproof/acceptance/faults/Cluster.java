package dev.phoneproof.acceptance.faults;

import dev.phoneproof.acceptance.ApiClient;
import dev.phoneproof.acceptance.Http;
import dev.phoneproof.acceptance.Parts;
import dev.phoneproof.acceptance.Person;
import dev.phoneproof.acceptance.Phone;
import dev.phoneproof.acceptance.PhoneNumbers;
import dev.phoneproof.acceptance.RunningSystem;
import dev.phoneproof.acceptance.Settings;
import dev.phoneproof.acceptance.Simulator;
import dev.phoneproof.acceptance.Tape;
import dev.phoneproof.acceptance.Upstream;
import dev.phoneproof.localstack.process.LocalPort;
import dev.phoneproof.testservers.OwnKafka;
import dev.phoneproof.testservers.OwnPostgres;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the fault tests break: a broker, a database, a simulator, three workers and two gateways, of
 * which two workers and one gateway run unless a test says otherwise. Started once, used by one
 * test after the other.
 */
final class Cluster {

  /** Calls are short here, so that leases are; a busy machine must still answer within. */
  static final Duration CALL_TIMEOUT = Duration.ofSeconds(4);

  /** What the worker adds to it. */
  static final Duration LEASE = CALL_TIMEOUT.plusSeconds(5);

  /** Two, each five seconds after what came before. */
  static final Duration LOOK_UPS = Duration.ofSeconds(10);

  /** Long enough for three tries on a busy machine, short enough to wait for its end. */
  static final Duration PIN_LIFETIME = Duration.ofSeconds(25);

  static final Duration RESEND_COOLDOWN = Duration.ofSeconds(3);

  /**
   * Names a lock. Tests that make most calls fail, and so open the workers' circuits, hold it
   * alone: others' messages would come too late for their PINs.
   */
  static final String CIRCUITS = "circuits";

  private static final String READY = "/actuator/health/readiness";

  private final Parts parts;
  private final PhoneNumbers numbers = new PhoneNumbers();
  private final Outages outages = new Outages();
  private final OwnKafka kafka = OwnKafka.start("kafka-to-fault");
  private final OwnPostgres postgres = OwnPostgres.start("postgresql-to-fault");
  private final Member provider;
  private final Simulator simulator;
  private final List<Member> workers;
  private final List<Member> gateways;
  private final List<URI> gatewayAddresses = List.of(newAddress(), newAddress());
  private final Http gateway = new Http(gatewayAddresses.getFirst());
  private final Ledger ledger;
  private final Tape tape;
  private final Inbox inbox;
  private final Upstream upstream;

  /** Returns when everything is ready. What it starts it leaves to the parts to stop. */
  Cluster(Parts parts) {
    this.parts = parts;
    URI simulatorAddress = newAddress();
    provider =
        new Member(
            "provider",
            RunningSystem.SIMULATOR_JAR,
            settings(simulatorAddress),
            simulatorAddress.resolve("/health"),
            parts,
            () -> {});
    provider.start();
    simulator = new Simulator(simulatorAddress);

    Map<String, String> worker =
        Settings.worker(kafka.bootstrapServers(), postgres, simulator, newAddress());
    worker.put("PHONEPROOF_PROVIDER_CALL_TIMEOUT", CALL_TIMEOUT.toString());
    worker.put("PHONEPROOF_VERIFICATION_PIN_LIFETIME", PIN_LIFETIME.toString());
    worker.put("PHONEPROOF_VERIFICATION_RESEND_COOLDOWN", RESEND_COOLDOWN.toString());
    Map<String, String> gatewaySettings =
        Settings.gateway(kafka.bootstrapServers(), newAddress(), newAddress());
    workers = Stream.of("worker-1", "worker-2", "worker-3").map(n -> worker(n, worker)).toList();
    gateways =
        List.of(
            gateway("gateway-1", gatewayAddresses.get(0), gatewaySettings),
            gateway("gateway-2", gatewayAddresses.get(1), gatewaySettings));
    ledger = new Ledger(worker.get("DATABASE_URL"), postgres.username(), postgres.password());
    heal();
    tape = parts.keep(Tape.start(kafka.bootstrapServers()));
    inbox = parts.keep(Inbox.of(simulator));
    upstream = parts.keep(new Upstream(kafka.bootstrapServers()));
    new Scenario(this, "warm-up").arrivals(20, 10, Scenario.THOSE_WHO_TYPE).join();
  }

  /** Limits of Infobip's that nothing here runs into unless a test orders it. */
  private static Map<String, String> settings(URI address) {
    Map<String, String> settings = new HashMap<>(Simulator.settings(address));
    settings.put("SIMULATOR_SEND_PIN_PER_APPLICATION_LIMIT", "1000000/1d");
    settings.put("SIMULATOR_INBOX_SIZE", "100000");
    return settings;
  }

  private Member worker(String name, Map<String, String> common) {
    URI management = newAddress();
    Map<String, String> own = new HashMap<>(common);
    own.put("MANAGEMENT_SERVER_PORT", Integer.toString(management.getPort()));
    return new Member(
        name,
        RunningSystem.WORKER_JAR,
        own,
        management.resolve(READY),
        parts,
        this::aWorkerHasChanged);
  }

  private Member gateway(String name, URI address, Map<String, String> common) {
    URI management = newAddress();
    Map<String, String> own = new HashMap<>(common);
    own.put("SERVER_PORT", Integer.toString(address.getPort()));
    own.put("MANAGEMENT_SERVER_PORT", Integer.toString(management.getPort()));
    return new Member(
        name, RunningSystem.GATEWAY_JAR, own, management.resolve(READY), parts, () -> {});
  }

  private void aWorkerHasChanged() {
    if (workers.stream().anyMatch(Member::isServing)) {
      outages.ends("worker");
    } else {
      outages.begins("worker");
    }
  }

  /** Two workers, one gateway, both servers, no fault. */
  void heal() {
    provider.start();
    simulator.endFaults();
    workers.get(2).stopIfRunning();
    gateways.get(1).stopIfRunning();
    List<Member> usual = List.of(workers.get(0), workers.get(1), gateways.get(0));
    usual.forEach(Member::launch);
    usual.forEach(Member::awaitReady);
  }

  /** From 1 to 3. */
  Member worker(int number) {
    return workers.get(number - 1);
  }

  /** 1 or 2. */
  Member gateway(int number) {
    return gateways.get(number - 1);
  }

  /** While this runs PostgreSQL is stopped. */
  void withoutPostgres(Runnable meanwhile) {
    outages.begins("PostgreSQL");
    postgres.stop();
    try {
      meanwhile.run();
    } finally {
      postgres.startAgain();
      outages.ends("PostgreSQL");
    }
  }

  /** While this runs Kafka is stopped. */
  void withoutKafka(Runnable meanwhile) {
    outages.begins("Kafka");
    kafka.stop();
    try {
      meanwhile.run();
    } finally {
      kafka.startAgain();
      outages.ends("Kafka");
    }
  }

  /** While this runs nobody listens where the provider is; it forgets what it has sent. */
  void withoutProvider(Runnable meanwhile) {
    provider.kill();
    try {
      meanwhile.run();
    } finally {
      inbox.beginsAnew(provider::start);
    }
  }

  /** A fault of the provider, until it is closed. */
  Fault.Active strike(Fault fault) {
    long id = simulator.strike(fault.definition());
    return () -> simulator.endFault(id);
  }

  /** A phone that nobody has used before. */
  Phone phone() {
    return new Phone(numbers.newNumber(), simulator, _ -> {});
  }

  /** Somebody with this phone, at the first gateway. */
  Person person(Phone phone) {
    return new Person(gateway, phone, ApiClient.SHOP);
  }

  Simulator simulator() {
    return simulator;
  }

  Ledger ledger() {
    return ledger;
  }

  Outages outages() {
    return outages;
  }

  Tape tape() {
    return tape;
  }

  Inbox inbox() {
    return inbox;
  }

  Upstream upstream() {
    return upstream;
  }

  private static URI newAddress() {
    return URI.create("http://127.0.0.1:" + LocalPort.lasting());
  }
}
