package dev.phoneproof.acceptance.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.phoneproof.acceptance.Application;
import dev.phoneproof.acceptance.Http;
import dev.phoneproof.acceptance.Phone;
import dev.phoneproof.acceptance.Tape;
import dev.phoneproof.acceptance.Upstream;
import dev.phoneproof.events.OtpRequested;
import dev.phoneproof.events.OtpSubmitted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Drives the packaged system with numbers and PINs that are known, faults included, and then looks
 * for them in everything that it has written or answered. The simulator is the outside world: its
 * log and its inbox are not searched, but they show that the search finds.
 */
@Isolated
class NothingInClearIT {

  /** Nobody's: written readable where the search must find it. */
  private static final String PLANTED = "+385990000001";

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static WatchedSystem system;

  /** Those who use the HTTP API as it is meant: nothing of theirs may be readable anywhere. */
  private static People people;

  /** What others write into the input topics is there; nowhere else may it be readable. */
  private static People publishers;

  /** What comes over HTTP where it does not belong may be readable nowhere either. */
  private static People strangers;

  private static List<Needles> sealed;
  private static List<Needles> published;
  private static List<Needles> shouted;
  private static Map<String, List<String>> dump;
  private static String metrics;
  private static String inbox;
  private static List<Needles> delivered;

  @BeforeAll
  static void drive() throws Exception {
    system = new WatchedSystem();
    people = new People(system);
    publishers = new People(system);
    strangers = new People(system);
    people.proveANumber();
    together(
        people::proveANationalNumber,
        people::guess,
        () -> people.sendWith(People.fault("status").put("status", 500).put("acceptance", "after")),
        () ->
            people.sendWith(People.fault("status").put("status", 500).put("acceptance", "before")),
        () -> people.sendWith(People.fault("status").put("status", 400)),
        () -> people.sendWith(People.fault("status").put("status", 401)),
        () -> people.sendWith(People.fault("timeout").put("seconds", 4)),
        () -> people.sendWith(People.fault("reset")),
        () -> people.sendWith(People.fault("malformed")),
        () -> people.sendWith(People.fault("not-sent")),
        () -> people.checkWith(People.fault("status").put("status", 500)),
        () -> people.checkWith(People.fault("timeout").put("seconds", 4)),
        () -> people.checkWith(People.fault("malformed")),
        publishers::proveOverEvents,
        NothingInClearIT::publishRubbish,
        NothingInClearIT::shout);
    letTheLedgerRefuse();
    loseTheDatabase();
    loseKafka();
    people.proveANumber();
    collect();
    system.stop();
  }

  @AfterAll
  static void stop() {
    if (system != null) {
      system.close();
    }
  }

  @Test
  void theLogsShowNoNumberAndNoPin() {
    Search search = searchForAll();
    logs().forEach(search::inFile);

    assertThat(search.searched()).isGreaterThan(1_000);
    assertThat(search.hits()).isEmpty();
  }

  @Test
  void theLogsShowNoKeyAndNoRow() throws IOException {
    for (Path log : logs()) {
      assertThat(Files.readString(log))
          .as("%s", log)
          .doesNotContain(system.keys())
          .doesNotContain("Failing row contains", "DETAIL:", "Detail:");
    }
  }

  @Test
  void theTopicsHoldNoneReadable() throws IOException {
    Search inputs = new Search().forAll(sealed).forAll(shouted);
    Search others = searchForAll();
    try (Stream<Path> topics = Files.list(system.kafka().directory().resolve("data"))) {
      for (Path topic : topics.toList()) {
        boolean input = topic.getFileName().toString().matches("otp\\.(requests|submissions)-\\d+");
        (input ? inputs : others).inFilesBelow(topic);
      }
    }

    assertThat(inputs.searched()).isGreaterThan(1_000);
    assertThat(inputs.hits()).isEmpty();
    assertThat(others.searched()).isGreaterThan(1_000);
    assertThat(others.hits()).isEmpty();
  }

  @Test
  void theLedgerHoldsNoneReadable() {
    Search search = searchForAll();
    dump.forEach((column, values) -> search.inText(column, String.join("\n", values)));

    assertThat(dump.get("public.verification.id")).hasSizeGreaterThan(10);
    assertThat(search.hits()).isEmpty();
  }

  /** Rows that are gone and the write-ahead log included. */
  @Test
  void theDatabasesFilesHoldNoneReadable() {
    Search search = searchForAll();
    search.inFilesBelow(system.postgres().directory().resolve("data"));

    assertThat(search.searched()).isGreaterThan(1_000_000);
    assertThat(search.hits()).isEmpty();
  }

  @Test
  void noAnswerRepeatsThem() {
    Search search = searchForAll();
    system.answers().stream()
        .filter(answer -> !isExport(answer))
        .forEach(answer -> search.inText(answer, withoutProof(answer)));

    assertThat(system.answers()).hasSizeGreaterThan(300);
    assertThat(search.hits()).isEmpty();
  }

  /** A proof says whose number was proved, to the one who typed its PIN: that is its purpose. */
  private static String withoutProof(String answer) {
    return answer.startsWith("200 ") && answer.contains("{\"verified\":true,")
        ? answer.replaceFirst("\"proof\":\"[A-Za-z0-9_.-]+\"", "")
        : answer;
  }

  /** What an operator with the role for it asks for, says whose data it is. */
  private static boolean isExport(String answer) {
    return answer.contains("{\"phoneNumber\":\"+") && answer.contains("\"exportedAt\":");
  }

  @Test
  void theMetricsNameNone() {
    assertThat(metrics).contains("jvm_memory_used_bytes");
    assertThat(searchForAll().inText("the metrics", metrics).hits()).isEmpty();
    assertThat(metrics).doesNotContain(system.keys());
  }

  /** What is searched for was in use, and in files of every kind the search would find it. */
  @Test
  void theSearchFindsWhatIsReadable() {
    assertThat(sealed).hasSizeGreaterThan(20);
    assertThat(delivered).hasSizeGreaterThan(20);
    for (Needles needles : delivered) {
      assertThat(new Search().forAll(List.of(needles)).inText("the inbox", inbox).hits())
          .isNotEmpty();
    }
    for (Path directory : List.of(system.kafka().directory(), system.postgres().directory())) {
      assertThat(
              new Search()
                  .forAll(List.of(Needles.ofNumber(PLANTED)))
                  .inFilesBelow(directory.resolve("data"))
                  .hits())
          .as("%s", directory)
          .isNotEmpty();
    }
  }

  private static Search searchForAll() {
    return new Search().forAll(sealed).forAll(published).forAll(shouted);
  }

  /** Of the applications and of the servers. */
  private static List<Path> logs() {
    List<Path> logs = new ArrayList<>();
    system.applications().stream().map(Application::log).forEach(logs::add);
    logs.add(system.kafka().directory().resolve("kafka.log"));
    logs.add(system.postgres().directory().resolve("postgresql.log"));
    return logs;
  }

  private static void publishRubbish() {
    new Rubbish(system.upstream(), publishers.newPhone(), publishers.newPin()).publish();
  }

  private static void shout() {
    Strangers all = new Strangers(system, () -> strangers.newPhone().number(), strangers.newPin());
    all.callTheGateway();
    all.callTheOperatorApi();
    all.speakNoHttp();
    for (Http management : system.management()) {
      for (String endpoint : List.of("env", "heapdump", "loggers", "httpexchanges", "beans")) {
        management.get("/actuator/" + endpoint).expect(404);
      }
    }
  }

  /** The database quotes the whole row when it refuses one. */
  private static void letTheLedgerRefuse() throws SQLException {
    Upstream upstream = system.upstream();
    OtpRequested request = upstream.request(publishers.newPhone());
    OtpSubmitted submission = upstream.submission(UUID.randomUUID(), publishers.newPin());
    try (Dump database = new Dump(system.postgres(), system.jdbcUrl())) {
      refuse(database, "verification", "id", request.verificationId());
      refuse(database, "submission", "id", submission.submissionId());
      int lines = worker().logLines().size();
      upstream.publishes(request);
      upstream.publishes(submission);
      await()
          .atMost(PATIENCE)
          .until(() ->
              worker().logLines().stream()
                      .skip(lines)
                      .filter(line -> line.contains("taken in one by one"))
                      .count()
                  >= 2);
      database.execute("alter table verification drop constraint odd_verification");
      database.execute("alter table submission drop constraint odd_submission");

      // A bug of ours would look like this.
      database.execute("alter table send rename to sent");
      Phone phone = publishers.newPhone();
      upstream.publishes(upstream.request(phone));
      await().atMost(PATIENCE).until(() -> logged("send"));
      database.execute("alter table sent rename to send");
      assertThat(phone.pin()).isNotBlank();
    }
  }

  private static boolean logged(String text) {
    return worker().logLines().stream()
        .anyMatch(line -> line.contains("does not exist") && line.contains(text));
  }

  private static void refuse(Dump database, String table, String column, UUID value)
      throws SQLException {
    database.execute(
        "alter table %s add constraint odd_%s check (%s <> '%s') not valid"
            .formatted(table, table, column, value));
  }

  private static Application worker() {
    return system.applications().getFirst();
  }

  private static void loseTheDatabase() {
    Phone phone = people.newPhone();
    system.postgres().stop();
    try {
      system.person(phone).asks();
    } finally {
      system.postgres().startAgain();
    }
    assertThat(phone.pin()).isNotBlank();
  }

  private static void loseKafka() {
    system.kafka().stop();
    try {
      Phone phone = people.newPhone();
      system.person(phone).post(system.person(phone).request()).expect(503);
    } finally {
      system.kafka().startAgain();
    }
    Phone later = people.newPhone();
    await()
        .atMost(PATIENCE)
        .until(() -> system.person(later).post(system.person(later).request()).status() == 202);
    assertThat(later.pin()).isNotBlank();
  }

  /** Reads what only running servers tell, and plants what the search must find. */
  private static void collect() throws SQLException {
    sealed = people.needles();
    published = publishers.needles();
    shouted = strangers.needles();
    inbox = system.simulator().inbox(0, 0).toString();
    delivered = people.delivered();
    StringBuilder all = new StringBuilder();
    system.management().forEach(http -> all.append(http.get("/actuator/prometheus").text()));
    metrics = all.toString();
    system.upstream().publishes(Tape.DEAD_REQUESTS, "planted", Map.of(), PLANTED.getBytes(UTF_8));
    try (Dump database = new Dump(system.postgres(), system.jdbcUrl())) {
      dump = database.columns();
      database.execute("create table planted as select '" + PLANTED + "' as number");
    }
  }

  private static void together(Runnable... all) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running = new ArrayList<>();
      for (Runnable one : all) {
        running.add(threads.submit(one));
      }
      for (Future<?> one : running) {
        one.get(3, TimeUnit.MINUTES);
      }
    }
  }
}
