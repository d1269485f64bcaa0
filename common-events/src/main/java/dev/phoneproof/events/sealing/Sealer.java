package dev.phoneproof.events.sealing;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.util.Base64URL;
import dev.phoneproof.events.CloudEvent;
import dev.phoneproof.events.Event;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Seals for the worker, with its public keys. Uses one content key for up to five minutes or
 * 2<sup>20</sup> times, each time with a fresh random IV. Thread-safe; make one and keep it.
 */
public final class Sealer {

  private final ECKey recipient;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();
  private volatile @Nullable ContentKey current;

  private Sealer(ECKey recipient, Clock clock) {
    this.recipient = recipient;
    this.clock = clock;
  }

  /**
   * Seals with the first key of a set.
   *
   * @param publicKeys a JWK set, as JSON, without private keys
   * @throws IllegalArgumentException if it is not; the message, {@code must …}, repeats nothing
   */
  public static Sealer of(String publicKeys, Clock clock) {
    return new Sealer(SealingKeys.publicKeys(publicKeys).get(0), clock);
  }

  /** As {@link #of(String, Clock)}, with the system's clock. */
  public static Sealer of(String publicKeys) {
    return of(publicKeys, Clock.systemUTC());
  }

  /** The event with its number or PIN sealed. One that is sealed, or holds none, stays as it is. */
  public <E extends Event> CloudEvent<E> seal(CloudEvent<E> event) {
    return ConfidentialMember.of(event.data()).map(member -> seal(event, member)).orElse(event);
  }

  private <E extends Event> CloudEvent<E> seal(CloudEvent<E> event, ConfidentialMember<E> member) {
    return member
        .content(event)
        .map(content -> seal(content, Binding.of(event, member.name())))
        .map(sealed -> member.withSealed(event, sealed))
        .orElse(event);
  }

  /** The compact JWE of a text, for a member that is sealed by hand. */
  public String seal(String plain, Binding binding) {
    ContentKey content = contentKey();
    Base64URL header = header(content, binding).toBase64URL();
    byte[] iv = new byte[Gcm.IV_BYTES];
    random.nextBytes(iv);
    byte[] sealed =
        Gcm.encrypt(content.key(), iv, plain.getBytes(UTF_8), header.toString().getBytes(US_ASCII));
    int end = sealed.length - Gcm.TAG_BYTES;
    return String.join(
        ".",
        header.toString(),
        content.wrapped().toString(),
        Base64URL.encode(iv).toString(),
        Base64URL.encode(Arrays.copyOf(sealed, end)).toString(),
        Base64URL.encode(Arrays.copyOfRange(sealed, end, sealed.length)).toString());
  }

  private JWEHeader header(ContentKey content, Binding binding) {
    JWEHeader.Builder header =
        new JWEHeader.Builder(JWEAlgorithm.ECDH_ES_A256KW, EncryptionMethod.A256GCM)
            .keyID(recipient.getKeyID())
            .ephemeralPublicKey(content.ephemeral());
    binding.headerMembers().forEach(header::customParam);
    return header.build();
  }

  private ContentKey contentKey() {
    ContentKey ready = current;
    return ready != null && ready.take(clock.instant()) ? ready : renewed();
  }

  private synchronized ContentKey renewed() {
    ContentKey ready = current;
    if (ready != null && ready.take(clock.instant())) {
      return ready;
    }
    ContentKey fresh = ContentKey.wrappedFor(recipient, random, clock.instant());
    fresh.take(clock.instant());
    current = fresh;
    return fresh;
  }

  @Override
  public String toString() {
    return "Sealer[" + recipient.getKeyID() + "]";
  }
}
