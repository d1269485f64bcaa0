package dev.phoneproof.simulator.twofactor;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretsTest {
  private final Secrets secrets = new Secrets(new SecureRandom());

  @ParameterizedTest
  @CsvSource({"NUMERIC,[0-9]{8}", "ALPHA,[A-Z]{8}", "HEX,[0-9A-F]{8}", "ALPHANUMERIC,[0-9A-Z]{8}"})
  void makesPinsOfEachType(PinType type, String pattern) {
    for (int i = 0; i < 100; i++) {
      assertThat(secrets.pin(type, 8)).matches(pattern);
    }
  }

  @Test
  void usesTheWholeAlphabetAndKeepsLeadingZeros() {
    Set<Character> first = new HashSet<>();
    for (int i = 0; i < 2_000; i++) {
      first.add(secrets.pin(PinType.ALPHANUMERIC, 4).charAt(0));
    }

    assertThat(first).hasSize(36);
  }
}
