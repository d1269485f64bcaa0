package dev.phoneproof.gateway.verification;

import dev.phoneproof.events.Channel;
import dev.phoneproof.events.Reason;
import dev.phoneproof.events.VerificationState;
import dev.phoneproof.gateway.access.Token;
import dev.phoneproof.gateway.phone.PhoneRules;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The public state as JSON members: absent, never null. */
@Component
final class StateJson {

  /** RFC 3339 in UTC, always with milliseconds. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final PhoneRules phoneRules;

  StateJson(PhoneRules phoneRules) {
    this.phoneRules = phoneRules;
  }

  /** The members, with what only the token knows. */
  Map<String, Object> of(VerificationState state, Token token) {
    Token.Request request = token.request();
    String number = request.phoneNumber();
    Reason reason = state.reason();
    Channel channel = state.channel() == null ? request.channel() : state.channel();
    VerificationState.Times times = state.times();
    Members members = new Members();
    members.put("id", state.id().toString());
    members.put("status", state.status().name());
    members.put("reason", reason == null ? null : reason.wireName());
    members.put("delivery", state.delivery());
    members.put("channel", channel.wireName());
    members.put("purpose", state.purpose() == null ? request.purpose() : state.purpose());
    members.put("maskedPhoneNumber", number == null ? null : phoneRules.mask(number));
    members.put("attemptsRemaining", state.attemptsRemaining());
    members.put("sendBy", time(times.sendBy() == null ? request.sendBy() : times.sendBy()));
    members.put("expiresAt", time(times.expiresAt()));
    members.put("resendAt", time(times.resendAt()));
    members.put("voiceAt", time(times.voiceAt()));
    members.put("retryAt", time(times.retryAt()));
    members.put("revision", state.revision());
    return members.json;
  }

  /** A time as it stands in JSON; null stays null. */
  static @Nullable String time(@Nullable Instant time) {
    return time == null ? null : TIME.format(time);
  }

  private static final class Members {

    private final Map<String, Object> json = new LinkedHashMap<>();

    void put(String name, @Nullable Object value) {
      if (value != null) {
        json.put(name, value);
      }
    }
  }
}
