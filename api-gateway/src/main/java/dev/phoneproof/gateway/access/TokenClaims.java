package dev.phoneproof.gateway.access;

import com.nimbusds.jose.Payload;
import dev.phoneproof.events.Channel;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A token's members: the one place that knows their names. */
final class TokenClaims {

  private static final String ID = "sub";
  private static final String CLIENT = "client";
  private static final String SESSION = "sid";
  private static final String NUMBER = "phone_number";
  private static final String PURPOSE = "purpose";
  private static final String CHANNEL = "channel";
  private static final String LOCALE = "locale";
  private static final String SEND_BY = "send_by_ms";
  private static final String ISSUED_AT = "iat_ms";
  private static final String EXPIRES_AT = "exp";

  private TokenClaims() {}

  static Map<String, Object> of(Token token) {
    Token.Request request = token.request();
    Map<String, Object> claims = new HashMap<>();
    claims.put(ID, token.id().toString());
    claims.put(CLIENT, token.clientId());
    claims.put(PURPOSE, request.purpose());
    claims.put(CHANNEL, request.channel().wireName());
    claims.put(LOCALE, request.locale());
    claims.put(SEND_BY, request.sendBy().toEpochMilli());
    claims.put(ISSUED_AT, token.issuedAt().toEpochMilli());
    claims.put(EXPIRES_AT, token.expiresAt().getEpochSecond());
    if (token.sessionId() != null) {
      claims.put(SESSION, token.sessionId());
    }
    if (request.phoneNumber() != null) {
      claims.put(NUMBER, request.phoneNumber());
    }
    return claims;
  }

  /** Empty when a member is missing or of another form: sealed by a gateway of another version. */
  static Optional<Token> read(Payload payload) {
    Map<String, Object> claims = payload.toJSONObject();
    if (claims == null) {
      return Optional.empty();
    }
    try {
      Token.Request request =
          new Token.Request(
              optional(claims, NUMBER),
              text(claims, PURPOSE),
              Channel.valueOf(text(claims, CHANNEL).toUpperCase(Locale.ROOT)),
              text(claims, LOCALE),
              time(claims, SEND_BY));
      return Optional.of(
          new Token(
              UUID.fromString(text(claims, ID)),
              text(claims, CLIENT),
              optional(claims, SESSION),
              request,
              time(claims, ISSUED_AT)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static @Nullable String optional(Map<String, Object> claims, String name) {
    return claims.get(name) instanceof String text ? text : null;
  }

  private static String text(Map<String, Object> claims, String name) {
    String text = optional(claims, name);
    if (text == null) {
      throw new IllegalArgumentException(name);
    }
    return text;
  }

  private static Instant time(Map<String, Object> claims, String name) {
    if (claims.get(name) instanceof Number number) {
      return Instant.ofEpochMilli(number.longValue());
    }
    throw new IllegalArgumentException(name);
  }
}
