package dev.phoneproof.gateway.access;

import dev.phoneproof.gateway.settings.RefusedSettingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The clients, known by the SHA-256 of their keys: reading the setting reveals no key. */
final class Clients {

  private final List<Client> clients;

  private Clients(List<Client> clients) {
    this.clients = List.copyOf(clients);
  }

  /**
   * Reads the setting; a blank one holds no client.
   *
   * @throws RefusedSettingException if it is not what it should be
   */
  static Clients parse(String json) {
    return new Clients(json.isBlank() ? List.of() : ClientsReader.read(json));
  }

  boolean isEmpty() {
    return clients.isEmpty();
  }

  /** The client to whom an active key belongs. Looks at every key, so that time tells nothing. */
  Optional<Client> withKey(String key, Instant now) {
    byte[] hash = sha256(key);
    Optional<Client> found = Optional.empty();
    for (Client client : clients) {
      for (Client.Key known : client.keys()) {
        boolean isThis = MessageDigest.isEqual(known.sha256(), hash);
        if (isThis && known.isActive(now)) {
          found = Optional.of(client);
        }
      }
    }
    return found;
  }

  /** The client for which pages of an origin may call. */
  Optional<Client> withOrigin(String origin) {
    return clients.stream().filter(client -> client.origins().contains(origin)).findFirst();
  }

  /** All origins of which pages may call. */
  Set<String> origins() {
    return clients.stream()
        .flatMap(client -> client.origins().stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
