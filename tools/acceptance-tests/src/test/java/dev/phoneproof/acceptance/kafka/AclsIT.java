package dev.phoneproof.acceptance.kafka;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

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
import dev.phoneproof.acceptance.Verification;
import dev.phoneproof.events.OtpRequested;
import dev.phoneproof.localstack.kafka.SecuredListener;
import dev.phoneproof.localstack.process.LocalPort;
import dev.phoneproof.testservers.SecuredKafka;
import dev.phoneproof.testservers.TestServers;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The system over TLS, with a password and the ACLs of {@code deploy/kafka/acls.sh} for each. */
@Tag("kafka-security")
class AclsIT {

  private static final Map<String, String> PASSWORDS =
      Stream.of(
              SecuredListener.ADMIN,
              "otp-worker",
              "api-gateway",
              "otp-requester",
              "otp-outcome-reader",
              "otp-eraser",
              "otp-operator")
          .collect(Collectors.toMap(user -> user, user -> user + "-password"));

  private static final Parts PARTS = new Parts();
  private static final PhoneNumbers NUMBERS = new PhoneNumbers();

  private static SecuredKafka kafka;
  private static Simulator simulator;
  private static Http gateway;

  @BeforeAll
  static void start(@TempDir Path directory) throws Exception {
    kafka = SecuredKafka.start("kafka-secured", PASSWORDS);
    try (Admin admin = Admin.create(kafka.clientSettings(SecuredListener.ADMIN))) {
      admin.createAcls(AclScript.bindings(directory)).all().get();
    }
    URI simulatorAddress = newAddress();
    PARTS
        .keep(
            Application.start(
                "secured-simulator",
                RunningSystem.SIMULATOR_JAR,
                Simulator.settings(simulatorAddress)))
        .awaitReady(simulatorAddress, "/health");
    simulator = new Simulator(simulatorAddress);

    URI workerManagement = newAddress();
    Map<String, String> worker =
        Settings.worker(
            kafka.bootstrapServers(), TestServers.postgres(), simulator, workerManagement);
    worker.putAll(springSettings("otp-worker"));
    worker.put("PHONEPROOF_TOPICS_PARTITIONS", "2");
    Application workerProcess =
        PARTS.keep(Application.start("secured-worker", RunningSystem.WORKER_JAR, worker));
    URI address = newAddress();
    URI management = newAddress();
    Map<String, String> settings = Settings.gateway(kafka.bootstrapServers(), address, management);
    settings.putAll(springSettings("api-gateway"));
    Application gatewayProcess =
        PARTS.keep(Application.start("secured-gateway", RunningSystem.GATEWAY_JAR, settings));
    workerProcess.awaitReady(workerManagement, "/actuator/health/readiness");
    gatewayProcess.awaitReady(management, "/actuator/health/readiness");
    gateway = new Http(address);
  }

  /** As docs/kafka-security.md says. */
  private static Map<String, String> springSettings(String user) {
    return Map.of(
        "SPRING_KAFKA_SECURITY_PROTOCOL",
        "SASL_SSL",
        "SPRING_KAFKA_PROPERTIES_SASL_MECHANISM",
        "SCRAM-SHA-512",
        "SPRING_KAFKA_PROPERTIES_SASL_JAAS_CONFIG",
        "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
            .formatted(user, PASSWORDS.get(user)),
        "SPRING_KAFKA_SSL_TRUSTSTORETYPE",
        "PEM",
        "SPRING_KAFKA_SSL_TRUSTSTORELOCATION",
        "file:" + kafka.certificate());
  }

  private static URI newAddress() {
    return URI.create("http://127.0.0.1:" + LocalPort.free());
  }

  @AfterAll
  static void stop() {
    PARTS.close();
    if (kafka != null) {
      kafka.close();
    }
  }

  @Test
  void letGatewayAndWorkerDoTheirWork() {
    Phone phone = new Phone(NUMBERS.newNumber(), simulator, _ -> {});
    Verification verification = new Person(gateway, phone, ApiClient.SHOP).asks();

    verification.awaitStatus("SENT");
    verification.types(phone.pin()).expect(200);
    verification.awaitStatus("VERIFIED");
  }

  @Test
  void letServicesAskAndReadWhatBecameOfIt() {
    Phone phone = new Phone(NUMBERS.newNumber(), simulator, _ -> {});
    try (Upstream upstream = new Upstream(kafka.clientSettings("otp-requester"))) {
      OtpRequested request = upstream.request(phone);
      upstream.publishes(request);

      try (Consumer<String, String> reader =
          consumer("otp-outcome-reader", "otp-outcome-reader.test")) {
        reader.subscribe(List.of("otp.outcomes"));
        await().atMost(Duration.ofSeconds(30)).until(() -> reads(reader, request.verificationId()));
      }
    }
  }

  /** The worker's dead letters, which a malformed event brings forth. */
  @Test
  void letTheWorkerWriteDeadLettersAndPeopleReadThem() throws Exception {
    String key = UUID.randomUUID().toString();
    try (Producer<String, String> producer = producer("otp-requester")) {
      producer.send(new ProducerRecord<>("otp.requests", key, "{")).get();
    }
    try (Consumer<String, String> reader = consumer("otp-operator", null)) {
      List<TopicPartition> partitions =
          Stream.of(0, 1).map(p -> new TopicPartition("otp.requests.dlt", p)).toList();
      reader.assign(partitions);
      reader.seekToBeginning(partitions);
      await().atMost(Duration.ofSeconds(30)).until(() -> reads(reader, UUID.fromString(key)));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "api-gateway, otp.outcomes",
    "otp-requester, otp.outcomes",
    "otp-outcome-reader, otp.outcomes",
    "otp-outcome-reader, otp.requests",
    "otp-operator, otp.requests",
    "api-gateway, otp.privacy",
    "api-gateway, otp.requests.dlt",
    "otp-worker, otp.requests",
    "otp-eraser, otp.requests"
  })
  void keepFromWriting(String user, String topic) {
    try (Producer<String, String> producer = producer(user)) {
      assertThatThrownBy(() -> producer.send(new ProducerRecord<>(topic, "key", "{}")).get())
          .hasCauseInstanceOf(TopicAuthorizationException.class);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "api-gateway, otp.requests",
    "api-gateway, otp.submissions",
    "otp-requester, otp.submissions",
    "otp-requester, otp.requests",
    "otp-outcome-reader, otp.submissions",
    "otp-operator, otp.requests",
    "otp-operator, otp.submissions",
    "otp-eraser, otp.requests"
  })
  void keepFromReading(String user, String topic) {
    try (Consumer<String, String> consumer = consumer(user, null)) {
      consumer.assign(List.of(new TopicPartition(topic, 0)));
      consumer.seekToBeginning(List.of());
      assertThatThrownBy(() -> consumer.poll(Duration.ofSeconds(20)))
          .isInstanceOf(TopicAuthorizationException.class);
    }
  }

  @Test
  void keepOthersOutOfTheWorkersGroups() {
    try (Consumer<String, String> consumer =
        consumer("otp-outcome-reader", "otp-worker.requests")) {
      consumer.subscribe(List.of("otp.outcomes"));
      assertThatThrownBy(() -> consumer.poll(Duration.ofSeconds(20)))
          .isInstanceOf(GroupAuthorizationException.class);
    }
  }

  @Test
  void letNobodyInWithoutThePassword() {
    Map<String, Object> settings = new HashMap<>(kafka.clientSettings("api-gateway"));
    settings.computeIfPresent(
        "sasl.jaas.config",
        (_, login) -> login.toString().replace("api-gateway-password", "a guess"));
    try (Admin admin = Admin.create(settings)) {
      assertThatThrownBy(() -> admin.describeCluster().clusterId().get())
          .hasCauseInstanceOf(SaslAuthenticationException.class);
    }
  }

  private static boolean reads(Consumer<String, String> reader, UUID key) {
    for (var read : reader.poll(Duration.ofMillis(500))) {
      if (key.toString().equals(read.key())) {
        return true;
      }
    }
    return false;
  }

  private static Producer<String, String> producer(String user) {
    Map<String, Object> settings = new HashMap<>(kafka.clientSettings(user));
    // An idempotent one may be told first that it gets no id, for it may write nowhere at all.
    settings.put("enable.idempotence", "false");
    return new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
  }

  private static Consumer<String, String> consumer(String user, @Nullable String group) {
    Map<String, Object> settings = new HashMap<>(kafka.clientSettings(user));
    settings.put("auto.offset.reset", "earliest");
    settings.put("enable.auto.commit", "false");
    if (group != null) {
      settings.put("group.id", group);
    }
    return new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
  }
}
