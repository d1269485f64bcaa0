package dev.phoneproof.gateway.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phoneproof.events.CallerData;
import dev.phoneproof.events.CallerData.Transaction;
import dev.phoneproof.events.Channel;
import dev.phoneproof.events.PhoneNumber;
import dev.phoneproof.events.Pin;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class IdsTest {

  private static final IdempotencyKey KEY = new IdempotencyKey("order-17");

  private final Ids ids = new Ids(new byte[32], new SecureRandom());

  @Test
  void givesARepeatTheSameId() {
    UUID first = ids.verification("shop", KEY, request("+385912345678", "sms", CallerData.NONE));
    assertThat(ids.verification("shop", KEY, request("+385912345678", "sms", CallerData.NONE)))
        .isEqualTo(first);
    assertThat(first.version()).isEqualTo(8);
    assertThat(first.variant()).isEqualTo(2);
  }

  @Test
  void givesEveryOtherRequestAnotherId() {
    Set<UUID> all = new HashSet<>();
    NewVerification plain = request("+385912345678", "sms", CallerData.NONE);
    all.add(ids.verification("shop", KEY, plain));
    all.add(ids.verification("shop", new IdempotencyKey("order-18"), plain));
    all.add(ids.verification("bank", KEY, plain));
    all.add(new Ids(new byte[] {1}, new SecureRandom()).verification("shop", KEY, plain));
    all.add(ids.verification("shop", KEY, request("+385912345679", "sms", CallerData.NONE)));
    all.add(ids.verification("shop", KEY, request("+385912345678", "voice", CallerData.NONE)));
    all.add(ids.verification("shop", KEY, with("a", null, null)));
    all.add(ids.verification("shop", KEY, with(null, "a", null)));
    all.add(ids.verification("shop", KEY, with("a", "b", null)));
    all.add(ids.verification("shop", KEY, with("ab", null, null)));
    all.add(ids.verification("shop", KEY, with(null, null, new Transaction("1", "EUR", "a"))));
    all.add(ids.verification("shop", KEY, with(null, null, new Transaction("1.0", "EUR", "a"))));
    assertThat(all).hasSize(12);
  }

  @Test
  void givesARepeatTheSameIdWhereverThePersonIsMeanwhile() {
    NewVerification first = request("+385912345678", "sms", CallerData.NONE);
    NewVerification elsewhere =
        new NewVerification(
            first.phoneNumber(),
            first.channel(),
            first.locale(),
            first.purpose(),
            first.callerData(),
            "192.0.2.7",
            true);
    assertThat(ids.verification("shop", KEY, elsewhere))
        .isEqualTo(ids.verification("shop", KEY, first));
  }

  @Test
  void givesRandomIdsWithoutAKey() {
    NewVerification request = request("+385912345678", "sms", CallerData.NONE);
    UUID one = ids.verification("shop", null, request);
    assertThat(ids.verification("shop", null, request)).isNotEqualTo(one);
    assertThat(one.version()).isEqualTo(4);
    assertThat(one.variant()).isEqualTo(2);
  }

  @Test
  void namesASubmissionByKeyAndPin() {
    UUID verification = UUID.randomUUID();
    UUID first = ids.submission("shop", verification, KEY, Pin.plain("1234"));
    assertThat(ids.submission("shop", verification, KEY, Pin.plain("1234"))).isEqualTo(first);
    assertThat(ids.submission("shop", verification, KEY, Pin.plain("1235"))).isNotEqualTo(first);
    assertThat(ids.submission("shop", UUID.randomUUID(), KEY, Pin.plain("1234")))
        .isNotEqualTo(first);
    assertThat(ids.submission("shop", verification, null, Pin.plain("1234"))).isNotEqualTo(first);
  }

  @Test
  void namesACancelByItsVerification() {
    UUID verification = UUID.randomUUID();
    assertThat(ids.cancel("shop", verification))
        .isEqualTo(ids.cancel("shop", verification))
        .isNotEqualTo(verification);
  }

  @Test
  void keepsKeyAndNumberOutOfTexts() {
    assertThat(KEY.toString()).doesNotContain("17");
    assertThat(request("+385912345678", "sms", CallerData.NONE).toString())
        .doesNotContain("912345678", "192.0.2.7");
  }

  private static NewVerification with(
      @Nullable String reference, @Nullable String nonce, @Nullable Transaction transaction) {
    return request("+385912345678", "sms", new CallerData(reference, nonce, transaction));
  }

  private static NewVerification request(String number, String channel, CallerData data) {
    return new NewVerification(
        PhoneNumber.plain(number),
        channel.equals("sms") ? Channel.SMS : Channel.VOICE,
        "en",
        "login",
        data,
        "192.0.2.7",
        null);
  }
}
