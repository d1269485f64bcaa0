package dev.phoneproof.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;

class OptionsTest {

  @Test
  void runsWithoutOptions() {
    assertThat(Options.parse(List.of())).isEqualTo(Options.RUN);
  }

  @Test
  void knowsItsOptions() {
    assertThat(Options.parse(List.of("--check"))).isEqualTo(Options.CHECK);
    assertThat(Options.parse(List.of("--reset"))).isEqualTo(Options.RESET);
    assertThat(Options.parse(List.of("--help"))).isEqualTo(Options.HELP);
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    assertThatExceptionOfType(WrongUsageException.class)
        .isThrownBy(() -> Options.parse(List.of("--rest")))
        .withMessage("unknown option --rest");
  }

  @Test
  void refusesTwoOptions() {
    assertThatExceptionOfType(WrongUsageException.class)
        .isThrownBy(() -> Options.parse(List.of("--reset", "--check")));
  }
}
