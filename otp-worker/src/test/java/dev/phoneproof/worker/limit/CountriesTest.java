package dev.phoneproof.worker.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phoneproof.worker.verification.Msisdn;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountriesTest {

  @ParameterizedTest
  @CsvSource({
    "+385911234567, HR",
    "+12125551234, US",
    "+14165551234, CA",
    "+18765551234, JM",
    "+79161234567, RU",
    "+77011234567, KZ",
    "+447400123456, GB",
    "+447781123456, GG",
    "+870773111632, 001",
    "+999123456789, ZZ"
  })
  void tellsCountriesThatShareACodeApart(String number, String country) {
    assertThat(Countries.of(new Msisdn(number))).isEqualTo(country);
  }
}
