package dev.phoneproof.worker.operator;

import dev.phoneproof.worker.settings.RefusedSettingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.EnumSet;
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

/** The operators, known by the SHA-256 of their keys: reading the setting reveals no key. */
public final class Operators {

  private static final String SETTING = "PHONEPROOF_OPERATORS";
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final Pattern SHA_256 = Pattern.compile("[0-9a-fA-F]{64}");
  private static final int MAX_KEYS = 2;

  private final List<Operator> operators;

  private Operators(List<Operator> operators) {
    this.operators = List.copyOf(operators);
  }

  /**
   * Reads the setting; a blank one names nobody.
   *
   * @throws RefusedSettingException if it is not what it should be
   */
  public static Operators parse(String json) {
    if (json.isBlank()) {
      return new Operators(List.of());
    }
    JsonNode list = read(json).path("operators");
    if (!list.isArray() || list.isEmpty()) {
      throw refused("has no list \"operators\"");
    }
    List<Operator> operators = new ArrayList<>();
    Set<String> names = new HashSet<>();
    Set<String> keys = new HashSet<>();
    for (JsonNode node : list) {
      Operator operator = operator(node);
      if (!names.add(operator.name())) {
        throw refused("has an operator twice");
      }
      for (byte[] key : operator.keyHashes()) {
        if (!keys.add(HexFormat.of().formatHex(key))) {
          throw refused("has a key twice");
        }
      }
      operators.add(operator);
    }
    return new Operators(operators);
  }

  /** The operator of that name, if the key is one of theirs. Looks at all of them. */
  Optional<Operator> withKey(String name, String key) {
    byte[] hash = sha256(key);
    Optional<Operator> found = Optional.empty();
    for (Operator operator : operators) {
      boolean isKey = operator.hasKey(hash);
      if (isKey && operator.name().equals(name)) {
        found = Optional.of(operator);
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

  private static Operator operator(JsonNode node) {
    String name = node.path("name").asString("");
    if (!NAME.matcher(name).matches()) {
      throw refused("has an operator whose name is not 1 to 64 of A-Z a-z 0-9 . _ -");
    }
    return new Operator(name, roles(node.path("roles")), keyHashes(node.path("keys")));
  }

  private static Set<Role> roles(JsonNode names) {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    for (JsonNode name : names) {
      roles.add(
          Role.called(name.asString(""))
              .orElseThrow(() -> refused("has a role that is not read, act or privacy")));
    }
    if (!names.isArray() || roles.isEmpty()) {
      throw refused("has an operator without roles");
    }
    return roles;
  }

  private static List<byte[]> keyHashes(JsonNode keys) {
    if (!keys.isArray() || keys.isEmpty() || keys.size() > MAX_KEYS) {
      throw refused("has an operator without one or two keys");
    }
    List<byte[]> hashes = new ArrayList<>();
    for (JsonNode key : keys) {
      String hash = key.asString("");
      if (!SHA_256.matcher(hash).matches()) {
        throw refused("has a key that is not a SHA-256 in hexadecimal digits");
      }
      hashes.add(HexFormat.of().parseHex(hash));
    }
    return hashes;
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
}
