package dev.phoneproof.worker.verification;

import dev.phoneproof.events.Channel;
import dev.phoneproof.events.Status;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.springframework.test.util.ReflectionTestUtils;

/** Rows as they come from the database: in the application only statements insert them. */
public final class Rows {

  public static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
  public static final VerificationPolicy POLICY =
      new VerificationPolicy(
          Duration.ofMinutes(2),
          Duration.ofMinutes(5),
          Duration.ofSeconds(60),
          Duration.ofSeconds(120),
          Duration.ofSeconds(60));

  private Rows() {}

  public static Verification verification(Status status) {
    Verification row = new Verification();
    set(row, "id", UUID.randomUUID());
    set(row, "clientId", "shop");
    set(row, "channel", Channel.SMS);
    set(row, "purpose", "login");
    set(row, "status", status);
    set(row, "sendBy", NOW.plusSeconds(120));
    set(row, "endsAt", NOW.plusSeconds(120));
    set(row, "changedAt", NOW);
    return row;
  }

  public static Verification sent() {
    Verification row = verification(Status.SENDING);
    row.sent("pin-id", Channel.SMS, NOW, NOW, POLICY);
    return row;
  }

  public static Submission guess(Verification verification) {
    Submission row = new Submission();
    set(row, "id", UUID.randomUUID());
    set(row, "verificationId", verification.id());
    set(row, "clientId", "shop");
    set(row, "kind", Submission.Kind.GUESS);
    set(row, "pinSealed", "123456".getBytes(StandardCharsets.UTF_8));
    set(row, "status", Submission.Progress.WAITING);
    set(row, "recordedAt", NOW);
    set(row, "createdAt", NOW);
    return row;
  }

  public static Send send(Send.Kind kind, Send.Progress progress) {
    Send row = new Send();
    set(row, "id", UUID.randomUUID());
    set(row, "numberHash", new byte[32]);
    set(row, "kind", kind);
    set(row, "channel", Channel.SMS);
    set(row, "status", progress);
    set(row, "createdAt", NOW);
    set(row, "startedAt", NOW);
    return row;
  }

  public static void set(Object row, String field, Object value) {
    ReflectionTestUtils.setField(row, field, value);
  }
}
