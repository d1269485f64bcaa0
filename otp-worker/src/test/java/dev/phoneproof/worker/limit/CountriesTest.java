package dev.phoneproof.worker.limit;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.metadata.init.ClassPathResourceMetadataLoader;
import dev.phoneproof.worker.verification.Msisdn;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountriesTest {

  private final Countries countries = new Countries();

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
    assertThat(countries.of(new Msisdn(number))).isEqualTo(country);
  }

  @Test
  void readsNothingMoreOnceItIsThere() {
    ClassPathResourceMetadataLoader files = new ClassPathResourceMetadataLoader();
    Set<String> read = ConcurrentHashMap.newKeySet();
    PhoneNumberUtil library =
        PhoneNumberUtil.createInstance(name -> {
          read.add(name);
          return files.loadMetadata(name);
        });
    Countries loaded = new Countries(library);
    int atFirst = read.size();

    assertThat(loaded.of(new Msisdn("+385911234567"))).isEqualTo("HR");
    assertThat(loaded.of(new Msisdn("+14165551234"))).isEqualTo("CA");
    assertThat(loaded.of(new Msisdn("+870773111632"))).isEqualTo("001");
    assertThat(read).hasSize(atFirst).hasSizeGreaterThan(200);
  }
}
