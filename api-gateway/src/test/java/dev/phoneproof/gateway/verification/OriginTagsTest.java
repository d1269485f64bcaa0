package dev.phoneproof.gateway.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginTagsTest {

  private static final Instant MORNING = Instant.parse("2026-11-23T00:00:00Z");
  private static final Instant NIGHT = Instant.parse("2026-11-23T23:59:59.999Z");
  private static final Instant NEXT_DAY = Instant.parse("2026-11-24T00:00:00Z");

  private final OriginTags tags = new OriginTags(new byte[32]);

  @Test
  void areTheSameForOneAddressOnOneDay() {
    assertThat(tags.of("192.0.2.7", MORNING))
        .isEqualTo(tags.of("192.0.2.7", NIGHT))
        .matches("[A-Za-z0-9_-]{16}");
  }

  @Test
  void changeAtMidnight() {
    assertThat(tags.of("192.0.2.7", NIGHT)).isNotEqualTo(tags.of("192.0.2.7", NEXT_DAY));
  }

  @Test
  void needTheKey() {
    byte[] other = new byte[32];
    other[0] = 1;
    assertThat(new OriginTags(other).of("192.0.2.7", MORNING))
        .isNotEqualTo(tags.of("192.0.2.7", MORNING));
  }

  @ParameterizedTest
  @CsvSource({
    "2001:db8:1:2:3:4:5:6, 2001:db8:1:2:ffff::1",
    "fe80::1%7, fe80::2",
    "::ffff:192.0.2.7, 192.0.2.7"
  })
  void areTheSameWithinANetwork(String address, String neighbour) {
    assertThat(tags.of(address, MORNING)).isNotNull().isEqualTo(tags.of(neighbour, MORNING));
  }

  @ParameterizedTest
  @CsvSource({"192.0.2.7, 192.0.2.8", "2001:db8:1:2::1, 2001:db8:1:3::1", "::1, 127.0.0.1"})
  void differBetweenNetworks(String address, String stranger) {
    assertThat(tags.of(address, MORNING)).isNotEqualTo(tags.of(stranger, MORNING));
  }

  @Test
  void tellSessionsDevicesAndNetworksApart() {
    String id = "AAAAAAAAAAAAAAAAAAAAAA";
    assertThat(tags.ofSession(id, MORNING))
        .isEqualTo(tags.ofSession(id, NIGHT))
        .isNotEqualTo(tags.ofSession(id, NEXT_DAY))
        .isNotEqualTo(tags.ofSession("BAAAAAAAAAAAAAAAAAAAAA", MORNING))
        .isNotEqualTo(tags.ofDevice(id, MORNING));
    assertThat(tags.ofDevice(id, MORNING))
        .isEqualTo(tags.ofDevice(id, NIGHT))
        .isNotEqualTo(tags.ofDevice(id, NEXT_DAY))
        .matches("[A-Za-z0-9_-]{16}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "unknown", "example.org", "300.0.2.7"})
  void areMissingForWhatIsNoAddress(String text) {
    assertThat(tags.of(text, MORNING)).isNull();
  }
}
