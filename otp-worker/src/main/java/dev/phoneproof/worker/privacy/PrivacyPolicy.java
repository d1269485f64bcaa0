package dev.phoneproof.worker.privacy;

import static dev.phoneproof.worker.settings.RefusedSettingException.unlessWithin;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long erasures are remembered.
 *
 * @param tombstone how long requests from before an erasure are kept from recreating anything;
 *     longer than the topics hold a record, 24 h and a segment's 10 min; 25 h to 40 d
 * @param erasureLedger how long an erasure can be repeated after a restore: longer than backups are
 *     kept; 40 d to 3650 d
 * @param erasuresFile erasures to repeat at the start, as the operator API exported them; null:
 *     none
 */
@ConfigurationProperties("phoneproof.privacy")
public record PrivacyPolicy(
    @DefaultValue("26h") Duration tombstone,
    @DefaultValue("400d") Duration erasureLedger,
    @Nullable Path erasuresFile) {

  private static final Duration LONGER_THAN_THE_TOPICS = Duration.ofHours(25);
  private static final Duration LONGEST_TOMBSTONE = Duration.ofDays(40);

  /** Checks the bounds. */
  public PrivacyPolicy {
    unlessWithin(
        "PHONEPROOF_PRIVACY_TOMBSTONE", tombstone, LONGER_THAN_THE_TOPICS, LONGEST_TOMBSTONE);
    unlessWithin(
        "PHONEPROOF_PRIVACY_ERASURE_LEDGER",
        erasureLedger,
        LONGEST_TOMBSTONE,
        Duration.ofDays(3650));
  }
}
