package dev.phoneproof.worker.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrivacyPolicyTest {

  @Test
  void outlivesTheTopicsByDefault() {
    PrivacyPolicy policy = new PrivacyPolicy(Duration.ofHours(26), Duration.ofDays(400), null);
    assertThat(policy.tombstone()).isGreaterThan(Duration.ofHours(24).plusMinutes(10));
  }

  @ParameterizedTest
  @CsvSource({
    "PT24H, P400D, PHONEPROOF_PRIVACY_TOMBSTONE",
    "P41D, P400D, PHONEPROOF_PRIVACY_TOMBSTONE",
    "PT26H, P39D, PHONEPROOF_PRIVACY_ERASURE_LEDGER",
    "PT26H, P3651D, PHONEPROOF_PRIVACY_ERASURE_LEDGER"
  })
  void namesThePeriodThatIsOutOfBounds(Duration tombstone, Duration kept, String name) {
    assertThatThrownBy(() -> new PrivacyPolicy(tombstone, kept, null))
        .hasMessageStartingWith(name + " ");
  }
}
