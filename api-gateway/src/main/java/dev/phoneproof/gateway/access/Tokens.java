package dev.phoneproof.gateway.access;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.DirectDecrypter;
import com.nimbusds.jose.crypto.DirectEncrypter;
import dev.phoneproof.gateway.access.DayKeys.DayKey;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/** Seals and opens tokens: compact JWE, {@code dir} with A256GCM. */
public final class Tokens {

  private static final JOSEObjectType TYPE = new JOSEObjectType("phoneproof-token");

  /** A token of ours has some 600 characters; what is longer is not read at all. */
  private static final int MAX_LENGTH = 2048;

  private final DayKeys keys;
  private final Clock clock;

  Tokens(DayKeys keys, Clock clock) {
    this.keys = keys;
    this.clock = clock;
  }

  /** The token as text. */
  public String seal(Token token) {
    DayKey key = keys.of(LocalDate.ofInstant(token.issuedAt(), ZoneOffset.UTC));
    JWEHeader header =
        new JWEHeader.Builder(JWEAlgorithm.DIR, EncryptionMethod.A256GCM)
            .type(TYPE)
            .keyID(key.id())
            .build();
    JWEObject jwe = new JWEObject(header, new Payload(TokenClaims.of(token)));
    try {
      jwe.encrypt(new DirectEncrypter(key.bytes()));
    } catch (JOSEException e) {
      throw new IllegalStateException("a token cannot be sealed", e);
    }
    return jwe.serialize();
  }

  /** The token in a text; empty if it was not made by us, was changed or has expired. */
  public Optional<Token> open(String text) {
    Instant now = clock.instant();
    return decrypt(text, LocalDate.ofInstant(now, ZoneOffset.UTC))
        .flatMap(TokenClaims::read)
        .filter(token -> now.isBefore(token.expiresAt()));
  }

  private Optional<Payload> decrypt(String text, LocalDate today) {
    if (text.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    try {
      JWEObject jwe = JWEObject.parse(text);
      JWEHeader header = jwe.getHeader();
      if (!isOurs(header)) {
        return Optional.empty();
      }
      Optional<DayKey> key = keys.withId(header.getKeyID(), today);
      if (key.isEmpty()) {
        return Optional.empty();
      }
      jwe.decrypt(new DirectDecrypter(key.get().bytes()));
      return Optional.of(jwe.getPayload());
    } catch (ParseException | JOSEException | RuntimeException e) {
      // The library answers some malformed headers with unchecked exceptions.
      return Optional.empty();
    }
  }

  private static boolean isOurs(JWEHeader header) {
    return JWEAlgorithm.DIR.equals(header.getAlgorithm())
        && EncryptionMethod.A256GCM.equals(header.getEncryptionMethod())
        && TYPE.equals(header.getType())
        && header.getCompressionAlgorithm() == null
        && header.getKeyID() != null;
  }
}
