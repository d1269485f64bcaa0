package dev.phoneproof.gateway.access;

import dev.phoneproof.gateway.settings.RefusedSettingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The API clients, known by the SHA-256 of their keys: reading the setting reveals no key. */
final class ApiClients {

  private static final String SETTING = "PHONEPROOF_CLIENTS";
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final Pattern SHA_256 = Pattern.compile("[0-9a-fA-F]{64}");
  private static final int MAX_KEYS = 2;

  private final List<Client> clients;

  private ApiClients(List<Client> clients) {
    this.clients = List.copyOf(clients);
  }

  /**
   * Reads the setting; a blank one holds no client.
   *
   * @throws RefusedSettingException if it is not what it should be
   */
  static ApiClients parse(String json) {
    if (json.isBlank()) {
      return new ApiClients(List.of());
    }
    JsonNode list = read(json).path("clients");
    if (!list.isArray() || list.isEmpty()) {
      throw refused("has no list \"clients\"");
    }
    List<Client> clients = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (JsonNode node : list) {
      Client client = client(node);
      if (!ids.add(client.id())) {
        throw refused("has a client twice");
      }
      clients.add(client);
    }
    return new ApiClients(clients);
  }

  boolean isEmpty() {
    return clients.isEmpty();
  }

  /** The client to whom a key belongs. Looks at every key, so that time tells nothing. */
  Optional<String> withKey(String key) {
    byte[] hash = sha256(key);
    Optional<String> found = Optional.empty();
    for (Client client : clients) {
      for (byte[] known : client.keyHashes()) {
        if (MessageDigest.isEqual(known, hash)) {
          found = Optional.of(client.id());
        }
      }
    }
    return found;
  }

  private static JsonNode read(String json) {
    try {
      return JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .readTree(json);
    } catch (JacksonException e) {
      throw refused("is not JSON");
    }
  }

  private static Client client(JsonNode node) {
    String id = node.path("id").asString("");
    if (!ID.matcher(id).matches()) {
      throw refused("has a client whose id is not 1 to 64 of A-Z a-z 0-9 . _ -");
    }
    JsonNode keys = node.path("keys");
    if (!keys.isArray() || keys.isEmpty() || keys.size() > MAX_KEYS) {
      throw refused("has a client without one or two keys");
    }
    List<byte[]> hashes = new ArrayList<>();
    for (JsonNode key : keys) {
      String hash = key.asString("");
      if (!SHA_256.matcher(hash).matches()) {
        throw refused("has a key that is not a SHA-256 in hexadecimal digits");
      }
      hashes.add(HexFormat.of().parseHex(hash));
    }
    return new Client(id, hashes);
  }

  private static RefusedSettingException refused(String why) {
    return new RefusedSettingException(SETTING, why);
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private record Client(String id, List<byte[]> keyHashes) {

    @Override
    public String toString() {
      return "Client[" + id + "]";
    }
  }
}
