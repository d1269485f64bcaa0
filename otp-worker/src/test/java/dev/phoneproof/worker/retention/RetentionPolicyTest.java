package dev.phoneproof.worker.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.phoneproof.worker.settings.RefusedSettingException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class RetentionPolicyTest {

  @Test
  void keepsADayAndAYearUnlessToldOtherwise() {
    RetentionPolicy policy = bind(Map.of());
    assertThat(policy.verification()).isEqualTo(Duration.ofHours(24));
    assertThat(policy.audit()).isEqualTo(Duration.ofDays(365));
    assertThat(policy.purgeRun()).isEqualTo(Duration.ofDays(365));
    assertThat(policy.every()).isEqualTo(Duration.ofMinutes(10));
  }

  @ParameterizedTest
  @CsvSource({
    "verification, 23h, VERIFICATION",
    "verification, 91d, VERIFICATION",
    "audit, 29d, AUDIT",
    "audit, 3651d, AUDIT",
    "purge-run, 1d, PURGE_RUN",
    "every, 59s, EVERY",
    "every, 25h, EVERY",
    "rows-per-second, 99, ROWS_PER_SECOND",
    "batch, 9, BATCH",
    "batch, 5001, BATCH"
  })
  void namesTheValueThatIsOutOfBounds(String property, String value, String setting) {
    assertThatThrownBy(() -> bind(Map.of("phoneproof.retention." + property, value)))
        .rootCause()
        .isInstanceOf(RefusedSettingException.class)
        .hasMessageStartingWith("PHONEPROOF_RETENTION_" + setting + " must be from ");
  }

  private static RetentionPolicy bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("phoneproof.retention", RetentionPolicy.class);
  }
}
