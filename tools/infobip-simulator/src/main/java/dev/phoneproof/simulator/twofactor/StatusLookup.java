package dev.phoneproof.simulator.twofactor;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The verification status of a number in an application: one entry for each PIN made for it. */
public final class StatusLookup {

  /** The unit of {@code sentAt} and {@code verifiedAt}: the file's text and examples differ. */
  public enum Timestamps {
    MILLIS,
    SECONDS
  }

  private final Applications applications;
  private final Timestamps timestamps;

  StatusLookup(Applications applications, Timestamps timestamps) {
    this.applications = applications;
    this.timestamps = timestamps;
  }

  /**
   * All entries of a number that pass the filters, oldest first.
   *
   * @param verified null for both
   * @param sent null for both
   */
  public Outcome<Wire.Verifications> find(
      String applicationId, String number, @Nullable Boolean verified, @Nullable Boolean sent) {
    Application application = applications.find(applicationId);
    if (application == null) {
      return Applications.missing();
    }
    Subscriber subscriber = application.knownSubscriber(number);
    List<PinSession> sessions = subscriber == null ? List.of() : subscriber.sessions();
    return Outcome.done(
        new Wire.Verifications(
            sessions.stream()
                .map(this::view)
                .filter(one -> verified == null || verified == one.verified())
                .filter(one -> sent == null || sent == (one.sentAt() != null))
                .toList()));
  }

  private Wire.Verification view(PinSession session) {
    Instant verifiedAt = session.verifiedAt();
    return new Wire.Verification(
        session.to(), verifiedAt != null, time(verifiedAt), time(session.sentAt()));
  }

  private @Nullable Long time(@Nullable Instant at) {
    if (at == null) {
      return null;
    }
    return timestamps == Timestamps.MILLIS ? at.toEpochMilli() : at.getEpochSecond();
  }
}
