package dev.phoneproof.gateway.drain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.phoneproof.gateway.settings.RefusedSettingException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DrainSettingsTest {

  @Test
  void refusesATimeThatIsNotBetweenZeroAndTwentySeconds() {
    for (Duration time : new Duration[] {Duration.ofMillis(20_001), Duration.ofMillis(-1)}) {
      assertThatThrownBy(() -> new DrainSettings(time))
          .isInstanceOf(RefusedSettingException.class)
          .hasMessage("PHONEPROOF_GATEWAY_DRAIN must be between 0s and 20s");
    }
    assertThat(new DrainSettings(Duration.ZERO).drain()).isZero();
    assertThat(new DrainSettings(Duration.ofSeconds(20)).drain()).hasSeconds(20);
  }
}
