package dev.phoneproof.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.DirectEncrypter;
import dev.phoneproof.events.Channel;
import dev.phoneproof.gateway.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokensTest {

  private static final String BASE64_URL =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

  private static final byte[] KEY = filled(1);
  private static final byte[] OTHER_KEY = filled(2);
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00.123Z");

  private final MovableClock clock = new MovableClock(NOON);
  private final Tokens tokens = tokens(KEY);

  @Test
  void opensWhatItSealed() {
    Token token = token("+385912345678");
    assertThat(tokens.open(tokens.seal(token))).contains(token);
  }

  @Test
  void carriesNoNumberWhenItHasNone() {
    Token token = token(null);
    assertThat(tokens.open(tokens.seal(token))).contains(token);
  }

  @Test
  void carriesTheSessionItIsBoundTo() {
    Token token = token("+385912345678", "AAAAAAAAAAAAAAAAAAAAAA");
    assertThat(tokens.open(tokens.seal(token))).contains(token);
  }

  @Test
  void showsNothingToWhoeverHoldsIt() {
    String sealed = tokens.seal(token("+385912345678"));
    assertThat(sealed).startsWith("ey").doesNotContain("385912345678");
    assertThat(sealed.split("\\.", -1)).hasSize(5);
  }

  @Test
  void expiresAfter17Minutes() {
    String sealed = tokens.seal(token("+385912345678"));
    clock.move(Duration.ofMinutes(17).minusMillis(1));
    assertThat(tokens.open(sealed)).isPresent();
    clock.move(Duration.ofMillis(1));
    assertThat(tokens.open(sealed)).isEmpty();
  }

  @Test
  void outlivesMidnightAlthoughTheKeyChanges() {
    clock.set(Instant.parse("2026-11-23T23:59:00Z"));
    String before = tokens.seal(token("+385912345678"));
    clock.move(Duration.ofMinutes(5));
    String after = tokens.seal(token("+385912345678"));
    assertThat(tokens.open(before)).isPresent();
    assertThat(before.split("\\.")[0]).isNotEqualTo(after.split("\\.")[0]);
  }

  @Test
  void opensWithAnOlderMasterKeyAndSealsWithTheFirst() {
    String old = tokens.seal(token("+385912345678"));
    Tokens rotated = tokens(OTHER_KEY, KEY);
    assertThat(rotated.open(old)).isPresent();
    assertThat(tokens.open(rotated.seal(token("+385912345678")))).isEmpty();
  }

  @Test
  void doesNotOpenAnothersToken() {
    assertThat(tokens.open(tokens(OTHER_KEY).seal(token("+385912345678")))).isEmpty();
  }

  @Test
  void doesNotOpenAChangedToken() {
    String sealed = tokens.seal(token("+385912345678"));
    for (int i = 0; i < sealed.length(); i++) {
      // The highest bit of six: the lowest ones of a part's last character mean nothing.
      char changed = BASE64_URL.charAt(Math.max(0, BASE64_URL.indexOf(sealed.charAt(i))) ^ 32);
      String tampered = sealed.substring(0, i) + changed + sealed.substring(i + 1);
      assertThat(tokens.open(tampered)).as("position %d", i).isEmpty();
    }
  }

  @Test
  void doesNotOpenATokenOfAnotherKind() throws Exception {
    DayKeys.DayKey key = new DayKeys(List.of(KEY)).of(LocalDate.ofInstant(NOON, ZoneOffset.UTC));
    JWEHeader header =
        new JWEHeader.Builder(JWEAlgorithm.DIR, EncryptionMethod.A256GCM).keyID(key.id()).build();
    JWEObject other = new JWEObject(header, new Payload(Map.of("sub", "x")));
    other.encrypt(new DirectEncrypter(key.bytes()));
    assertThat(tokens.open(other.serialize())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "....", "a.b.c.d.e", "eyJhbGciOiJub25lIn0..", "null"})
  void doesNotOpenWhatIsNoToken(String text) {
    assertThat(tokens.open(text)).isEmpty();
    assertThat(tokens.open(text.repeat(1000))).isEmpty();
  }

  @Test
  void keepsTheNumberOutOfItsText() {
    Token token = token("+385912345678");
    assertThat(token + " " + token.request()).doesNotContain("912345678");
  }

  private Tokens tokens(byte[]... masters) {
    return new Tokens(new DayKeys(List.of(masters)), clock);
  }

  private Token token(@Nullable String number) {
    return token(number, null);
  }

  private Token token(@Nullable String number, @Nullable String session) {
    Instant now = clock.instant();
    Token.Request request =
        new Token.Request(number, "login", Channel.SMS, "en", now.plusSeconds(120));
    return new Token(UUID.randomUUID(), "shop", session, request, now);
  }

  private static byte[] filled(int value) {
    byte[] key = new byte[32];
    Arrays.fill(key, (byte) value);
    return key;
  }
}
