package dev.phoneproof.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phoneproof.events.OtpRequested;
import dev.phoneproof.events.OtpSubmitted;
import dev.phoneproof.events.PhoneNumber;
import dev.phoneproof.events.Pin;
import dev.phoneproof.events.ReplyKey;
import dev.phoneproof.simulator.contract.CallKind;
import dev.phoneproof.simulator.fault.Effect;
import dev.phoneproof.simulator.fault.Fault;
import dev.phoneproof.simulator.inbox.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The worker on real Kafka and PostgreSQL, shared by the classes that run side by side. Each test
 * has a number of its own: most of its time is spent waiting for look-ups and leases.
 */
@Execution(ExecutionMode.CONCURRENT)
abstract class WithWorker {

  private static final AtomicInteger NUMBERS = new AtomicInteger();
  private static final AtomicInteger USERS = new AtomicInteger();

  static volatile WorkerUnderTest worker;
  static volatile Upstream upstream;

  final String digits = "3859112" + (10_000 + NUMBERS.incrementAndGet());
  final UUID id = UUID.randomUUID();

  @BeforeAll
  static void startWithTheFirst() {
    synchronized (USERS) {
      if (USERS.getAndIncrement() == 0) {
        worker =
            WorkerUnderTest.start(
                "--PHONEPROOF_OPERATORS=" + OperatorHttp.OPERATORS,
                "--server.port=0",
                "--phoneproof.provider.call-timeout=4s",
                "--phoneproof.provider.connect-timeout=3s",
                "--phoneproof.verification.resend-cooldown=1s");
        upstream = worker.upstream();
      }
    }
  }

  @AfterAll
  static void stopWithTheLast() {
    synchronized (USERS) {
      assertThat(worker.simulator().violations()).isEmpty();
      if (USERS.decrementAndGet() == 0) {
        worker.close();
      }
    }
  }

  void request() {
    upstream.publish(request(Instant.now(), null));
  }

  OtpRequested request(Instant at, Instant sendBy) {
    OtpRequested plain =
        OtpRequested.overSms(id, "shop", PhoneNumber.plain("+" + digits), "login", at);
    return new OtpRequested(
        plain.verificationId(),
        plain.clientId(),
        plain.phoneNumber(),
        plain.channel(),
        plain.locale(),
        plain.purpose(),
        plain.callerData(),
        plain.origin(),
        plain.requestedAt(),
        sendBy);
  }

  UUID submit(String pin) {
    UUID submission = UUID.randomUUID();
    submit(submission, pin);
    return submission;
  }

  void submit(UUID submission, String pin, ReplyKey replyKey) {
    upstream.publish(
        new OtpSubmitted(id, "shop", submission, Pin.plain(pin), replyKey, Instant.now()));
  }

  void submit(UUID submission, String pin) {
    upstream.publish(new OtpSubmitted(id, "shop", submission, Pin.plain(pin), Instant.now()));
  }

  Message message() {
    return worker.simulator().expectMessage(digits, Duration.ofSeconds(10));
  }

  /** Letters are never the PIN: the simulator's are numbers. */
  static String wrongPin() {
    return "wrong";
  }

  void fault(CallKind call, Effect effect) {
    worker.simulator().define(on(call, effect));
  }

  Fault on(CallKind call, Effect effect) {
    return Fault.on(call, effect).forNumber(digits);
  }

  static Object row(String sql, Object... parameters) {
    return worker
        .bean(JdbcClient.class)
        .sql(sql)
        .params(parameters)
        .query()
        .singleRow()
        .values()
        .iterator()
        .next();
  }

  /** All tables, each with its partitions, but the one that RolesIT makes and drops meanwhile. */
  static List<String> tables() {
    return worker
        .database()
        .sql(
            """
            select relname from pg_class
            where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
              and not relispartition and relname <> :passing
            """)
        .param("passing", RolesIT.PASSING_TABLE)
        .query(String.class)
        .list();
  }
}
