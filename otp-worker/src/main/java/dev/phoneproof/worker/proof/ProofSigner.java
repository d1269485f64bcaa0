package dev.phoneproof.worker.proof;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.phoneproof.events.CallerData;
import dev.phoneproof.events.CallerData.Transaction;
import dev.phoneproof.events.Channel;
import dev.phoneproof.worker.client.Clients;
import dev.phoneproof.worker.verification.Msisdn;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Writes a proof and signs it: a JWT as {@code docs/proof.md} has it. */
final class ProofSigner {

  /** So long a proof is good: our choice, for a person waits until it is used. */
  static final Duration LIFETIME = Duration.ofMinutes(5);

  /** Says what it is, so that no other JWT of ours or of others is taken for one (RFC 8725). */
  private static final JOSEObjectType TYPE = new JOSEObjectType("phoneproof+jwt");

  private final JWSHeader header;
  private final JWSSigner signer;
  private final String issuer;
  private final Clients clients;
  private final NumberTags tags;
  private final Clock clock;

  ProofSigner(ProofKeys keys, ProofPolicy policy, Clients clients, NumberTags tags, Clock clock) {
    this.header =
        new JWSHeader.Builder(JWSAlgorithm.ES256)
            .type(TYPE)
            .keyID(keys.signing().getKeyID())
            .build();
    try {
      this.signer = new ECDSASigner(keys.signing());
    } catch (JOSEException e) {
      throw new IllegalStateException("every JDK has P-256", e);
    }
    this.issuer = policy.issuer();
    this.clients = clients;
    this.tags = tags;
    this.clock = clock;
  }

  /** The compact form, a secret until it is given to whoever asked for it. */
  String sign(ProofSubject subject, Msisdn number) {
    SignedJWT proof = new SignedJWT(header, claims(subject, number));
    try {
      proof.sign(signer);
    } catch (JOSEException e) {
      throw new IllegalStateException("the proof cannot be signed", e);
    }
    return proof.serialize();
  }

  private JWTClaimsSet claims(ProofSubject subject, Msisdn number) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    JWTClaimsSet.Builder claims =
        new JWTClaimsSet.Builder()
            .issuer(issuer)
            .audience(subject.clientId())
            .subject(subject.verificationId().toString())
            .jwtID(UUID.randomUUID().toString())
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plus(LIFETIME)))
            .claim("purpose", subject.purpose())
            .claim("amr", methods(subject.channel()));
    if (clients.of(subject.clientId()).numberInProofs()) {
      claims.claim("phone_number", number.e164());
    } else {
      claims.claim("phone_number_tag", tags.of(subject.clientId(), number));
    }
    attach(subject.callerData(), claims);
    return claims.build();
  }

  /** RFC 8176, 2: a one-time password that went by SMS, or by a call. */
  private static List<String> methods(Channel channel) {
    return switch (channel) {
      case SMS -> List.of("otp", "sms");
      case VOICE -> List.of("otp", "tel");
    };
  }

  /** A null claim is left out. */
  private static void attach(CallerData data, JWTClaimsSet.Builder claims) {
    claims.claim("nonce", data.nonce()).claim("reference", data.reference());
    Transaction transaction = data.transaction();
    if (transaction != null) {
      Map<String, String> members = new LinkedHashMap<>();
      members.put("amount", transaction.amount());
      members.put("currency", transaction.currency());
      members.put("payee", transaction.payee());
      claims.claim("transaction", members);
    }
  }
}
