package dev.phoneproof.worker.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phoneproof.worker.verification.Msisdn;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskedNumberTest {

  @ParameterizedTest
  @CsvSource({
    "+385912344567, +385 •• ••• 4567",
    "+491711234567, +49 ••• •••4567",
    "+12025550123, +1 ••• ••• 0123",
    "+290 51234, +290 •••34",
    "+999123456789, +••••••••6789"
  })
  void showsTheCountryAndTheLastDigitsAtMostHalfOfThem(String number, String masked) {
    assertThat(MaskedNumber.of(new Msisdn(number))).isEqualTo(masked);
  }
}
