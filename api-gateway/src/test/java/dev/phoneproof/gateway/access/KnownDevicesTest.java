package dev.phoneproof.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phoneproof.events.Channel;
import dev.phoneproof.gateway.MovableClock;
import jakarta.servlet.http.Cookie;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class KnownDevicesTest {

  private static final String NUMBER = "+385912345678";
  private static final byte[] KEY = filled(1);
  private static final byte[] OTHER_KEY = filled(2);

  private final MovableClock clock = new MovableClock(Instant.parse("2026-11-23T12:00:00Z"));
  private final KnownDevices devices = devices(KEY);

  @Test
  void rememberWhichNumberWasVerified() {
    String cookie = remembered(null, NUMBER);
    assertThat(hasVerified(devices, cookie, NUMBER)).isTrue();
    assertThat(hasVerified(devices, cookie, "+385912345679")).isFalse();
  }

  @Test
  void rememberItForOneClient() {
    Device device = read(devices, remembered(null, NUMBER)).orElseThrow();
    assertThat(devices.hasVerified(device, "bank", NUMBER)).isFalse();
  }

  @Test
  void rememberItForNinetyDays() {
    String cookie = remembered(null, NUMBER);
    clock.move(Duration.ofDays(90).minusSeconds(1));
    assertThat(hasVerified(devices, cookie, NUMBER)).isTrue();
    clock.move(Duration.ofSeconds(1));
    assertThat(hasVerified(devices, cookie, NUMBER)).isFalse();
  }

  @Test
  void rememberItAnewWithEachSuccess() {
    String cookie = remembered(null, NUMBER);
    clock.move(Duration.ofDays(60));
    String renewed = remembered(cookie, NUMBER);
    assertThat(renewed).hasSameSizeAs(cookie);
    clock.move(Duration.ofDays(60));
    assertThat(hasVerified(devices, renewed, NUMBER)).isTrue();
  }

  @Test
  void rememberTheFourNewestNumbersOfADevice() {
    String cookie = null;
    for (int i = 1; i <= 5; i++) {
      cookie = remembered(cookie, "+38591234567" + i);
    }
    assertThat(hasVerified(devices, cookie, "+385912345671")).isFalse();
    for (int i = 2; i <= 5; i++) {
      assertThat(hasVerified(devices, cookie, "+38591234567" + i)).isTrue();
    }
  }

  @Test
  void tellNobodyTheNumberNorThatTwoDevicesVerifiedTheSame() {
    byte[] one = Base64.getUrlDecoder().decode(remembered(null, NUMBER));
    byte[] other = Base64.getUrlDecoder().decode(remembered(null, NUMBER));
    assertThat(Arrays.copyOfRange(one, 25, 41)).isNotEqualTo(Arrays.copyOfRange(other, 25, 41));
    assertThat(new String(one, java.nio.charset.StandardCharsets.ISO_8859_1))
        .doesNotContain("912345678");
  }

  @Test
  void believeNoChangedCookie() {
    String cookie = remembered(null, NUMBER);
    byte[] bytes = Base64.getUrlDecoder().decode(cookie);
    for (int i = 0; i < bytes.length; i++) {
      byte[] changed = bytes.clone();
      changed[i] ^= 1;
      String text = Base64.getUrlEncoder().withoutPadding().encodeToString(changed);
      assertThat(read(devices, text)).as("byte %d", i).isEmpty();
    }
  }

  @Test
  void believeNoCookieOfAnotherKey() {
    assertThat(read(devices(OTHER_KEY), remembered(null, NUMBER))).isEmpty();
  }

  @Test
  void believeAnOlderKeyAndSignWithTheFirst() {
    String old = remembered(null, NUMBER);
    KnownDevices rotated = devices(OTHER_KEY, KEY);
    assertThat(hasVerified(rotated, old, NUMBER)).isTrue();
    String both = remembered(rotated, old, "+385912345679");
    assertThat(hasVerified(rotated, both, NUMBER)).isTrue();
    assertThat(read(devices, both)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "x", "!!!", "AAAA", "AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
  void believeNothingThatIsNoCookieOfOurs(String text) {
    assertThat(read(devices, text)).isEmpty();
    assertThat(read(devices, text.repeat(1000))).isEmpty();
  }

  @Test
  void serveOnlyPagesOfOurOwn() {
    MockHttpServletRequest request = request(remembered(null, NUMBER));
    for (Caller.Kind kind : Caller.Kind.values()) {
      boolean own = kind == Caller.Kind.OWN_PAGE;
      assertThat(devices.of(caller(kind), request).isPresent()).isEqualTo(own);
      MockHttpServletResponse response = new MockHttpServletResponse();
      devices.remember(caller(kind), request, response, token(NUMBER));
      assertThat(response.getHeader("Set-Cookie") != null).isEqualTo(own);
    }
  }

  @Test
  void rememberNothingWithoutANumber() {
    MockHttpServletResponse response = new MockHttpServletResponse();
    devices.remember(caller(Caller.Kind.OWN_PAGE), request(null), response, token(null));
    assertThat(response.getHeader("Set-Cookie")).isNull();
  }

  private KnownDevices devices(byte[]... masters) {
    return new KnownDevices(new DeviceSeal(List.of(masters)), new SecureRandom(), clock);
  }

  private String remembered(@Nullable String cookie, String number) {
    return remembered(devices, cookie, number);
  }

  private String remembered(KnownDevices devices, @Nullable String cookie, String number) {
    MockHttpServletResponse response = new MockHttpServletResponse();
    devices.remember(caller(Caller.Kind.OWN_PAGE), request(cookie), response, token(number));
    String set = response.getHeader("Set-Cookie");
    return set.substring(set.indexOf('=') + 1, set.indexOf(';'));
  }

  private static boolean hasVerified(KnownDevices devices, String cookie, String number) {
    return read(devices, cookie)
        .filter(device -> devices.hasVerified(device, "shop", number))
        .isPresent();
  }

  private static Optional<Device> read(KnownDevices devices, String cookie) {
    return devices.of(caller(Caller.Kind.OWN_PAGE), request(cookie));
  }

  private static MockHttpServletRequest request(@Nullable String cookie) {
    MockHttpServletRequest request = new MockHttpServletRequest();
    if (cookie != null) {
      request.setCookies(new Cookie(KnownDevices.COOKIE, cookie));
    }
    return request;
  }

  private Token token(@Nullable String number) {
    Instant now = clock.instant();
    return new Token(
        UUID.randomUUID(),
        "shop",
        null,
        new Token.Request(number, "login", Channel.SMS, "en", now.plusSeconds(120)),
        now);
  }

  private static Caller caller(Caller.Kind kind) {
    Client shop = TestClients.client("shop", 600, 6_000);
    return new Caller(shop, kind, null, null);
  }

  private static byte[] filled(int value) {
    byte[] key = new byte[32];
    Arrays.fill(key, (byte) value);
    return key;
  }
}
