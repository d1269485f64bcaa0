package dev.phoneproof.events.sealing;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.SecretKey;

/** Unwrapped content keys by the hash of their wrapped form; the least used one makes room. */
final class ContentKeyCache {

  private final int most;
  private final Map<String, SecretKey> keys = new LinkedHashMap<>(16, 0.75f, true);

  ContentKeyCache(int most) {
    this.most = most;
  }

  synchronized Optional<SecretKey> get(String hash) {
    return Optional.ofNullable(keys.get(hash));
  }

  synchronized void put(String hash, SecretKey key) {
    keys.put(hash, key);
    if (keys.size() > most) {
      keys.remove(keys.keySet().iterator().next());
    }
  }

  synchronized int size() {
    return keys.size();
  }
}
