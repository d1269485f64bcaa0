package dev.phoneproof.events.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.ECKey;
import dev.phoneproof.events.CloudEvent;
import dev.phoneproof.events.Event;
import dev.phoneproof.events.sealing.OpeningException.BoundElsewhere;
import dev.phoneproof.events.sealing.OpeningException.NotOpenable;
import dev.phoneproof.events.sealing.OpeningException.UnknownKey;
import java.security.GeneralSecurityException;
import java.security.interfaces.ECPrivateKey;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.crypto.SecretKey;

/**
 * Opens what was sealed for one of its private keys. Content keys that it has unwrapped are kept,
 * by hash and in bounded number, since busy publishers use each many times. Thread-safe.
 */
public final class Opener {

  private static final int MOST_CONTENT_KEYS = 10_000;

  private final Map<String, ECPrivateKey> keys;
  private final ContentKeyCache cache;

  private Opener(Map<String, ECPrivateKey> keys, ContentKeyCache cache) {
    this.keys = Map.copyOf(keys);
    this.cache = cache;
  }

  /**
   * Opens with any key of a set.
   *
   * @param privateKeys a JWK set, as JSON
   * @throws IllegalArgumentException if it is not; the message, {@code must …}, repeats nothing
   */
  public static Opener of(String privateKeys) {
    return of(privateKeys, new ContentKeyCache(MOST_CONTENT_KEYS));
  }

  static Opener of(String privateKeys, ContentKeyCache cache) {
    Map<String, ECPrivateKey> keys = new HashMap<>();
    for (ECKey key : SealingKeys.privateKeys(privateKeys)) {
      try {
        keys.put(key.getKeyID(), key.toECPrivateKey());
      } catch (JOSEException e) {
        throw new IllegalArgumentException("must hold private keys only");
      }
    }
    return new Opener(keys, cache);
  }

  /** Ids of its keys. */
  public Set<String> keyIds() {
    return keys.keySet();
  }

  /** The event with its number or PIN readable. One that holds none sealed stays as it is. */
  public <E extends Event> CloudEvent<E> open(CloudEvent<E> event) throws OpeningException {
    Optional<ConfidentialMember<E>> member = ConfidentialMember.of(event.data());
    if (member.isEmpty() || member.get().sealed(event).isEmpty()) {
      return event;
    }
    String sealed = member.get().sealed(event).get();
    String plain = open(sealed, Binding.of(event, member.get().name()));
    try {
      return member.get().withContent(event, plain);
    } catch (IllegalArgumentException e) {
      // Sealed, but no number or PIN.
      throw new NotOpenable();
    }
  }

  /** The text in a compact JWE. */
  public String open(String compactJwe, Binding binding) throws OpeningException {
    SealedText text = SealedText.parse(compactJwe);
    ECPrivateKey recipient = keys.get(text.keyId());
    if (recipient == null) {
      throw new UnknownKey(text.keyId());
    }
    byte[] plain = decrypt(text, recipient);
    if (!text.isBoundTo(binding)) {
      throw new BoundElsewhere();
    }
    return new String(plain, UTF_8);
  }

  /** Only a key that has opened something is kept, so that rubbish makes nobody's key leave. */
  private byte[] decrypt(SealedText text, ECPrivateKey recipient) throws NotOpenable {
    String hash = text.hashOfWrappedKey();
    Optional<SecretKey> known = cache.get(hash);
    try {
      SecretKey key = known.isPresent() ? known.get() : text.unwrapKey(recipient);
      byte[] plain = text.decrypt(key);
      if (known.isEmpty()) {
        cache.put(hash, key);
      }
      return plain;
    } catch (JOSEException | GeneralSecurityException | RuntimeException e) {
      // Not chained: whatever a library says of damaged input, it says nothing that helps.
      throw new NotOpenable();
    }
  }

  @Override
  public String toString() {
    return "Opener" + keys.keySet();
  }
}
