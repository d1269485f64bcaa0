package dev.phoneproof.gateway.access;

import dev.phoneproof.gateway.access.Client.Key;
import dev.phoneproof.gateway.access.Client.Limits;
import dev.phoneproof.gateway.settings.RefusedSettingException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the setting that names the clients; its refusals repeat nothing of it. */
final class ClientsReader {

  private static final String SETTING = "PHONEPROOF_CLIENTS";

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final Pattern SHA_256 = Pattern.compile("[0-9a-fA-F]{64}");
  private static final Pattern PURPOSE = Pattern.compile("[a-z][a-z0-9_-]{0,31}");

  /** As browsers send it: in lower case, without a path, without a scheme's own port. */
  private static final Pattern ORIGIN =
      Pattern.compile(
          "(https://[a-z0-9.-]{1,253}(?!:443$)(:[0-9]{1,5})?"
              + "|http://(localhost|127\\.0\\.0\\.1|[a-z0-9-]+\\.localhost)(?!:80$)(:[0-9]{1,5})?)");

  /** The last is the worker's. */
  private static final Set<String> MEMBERS =
      Set.of("id", "keys", "purposes", "pagePurposes", "origins", "limits", "numberInProofs");

  /** The last two are the worker's. */
  private static final Set<String> LIMITS =
      Set.of(
          "verificationsPerMinute", "callsPerMinute", "messagesPerDay", "messagesPerCountryAndDay");

  private static final int MAX_KEYS = 2;
  private static final int MOST_PER_MINUTE = 10_000_000;

  private ClientsReader() {}

  static List<Client> read(String json) {
    JsonNode list = parse(json).path("clients");
    if (!list.isArray() || list.isEmpty()) {
      throw refused("has no list \"clients\"");
    }
    List<Client> clients = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    Set<String> keys = new HashSet<>();
    Set<String> origins = new HashSet<>();
    for (JsonNode node : list) {
      Client client = client(node);
      if (!ids.add(client.id())) {
        throw refused("has a client twice");
      }
      if (!client.keys().stream().map(ClientsReader::hex).allMatch(keys::add)) {
        throw refused("has a key twice");
      }
      if (!client.origins().stream().allMatch(origins::add)) {
        throw refused("has an origin twice");
      }
      clients.add(client);
    }
    return clients;
  }

  private static JsonNode parse(String json) {
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
    withOnly(node, MEMBERS);
    String id = node.path("id").asString("");
    if (!ID.matcher(id).matches()) {
      throw refused("has a client whose id is not 1 to 64 of A-Z a-z 0-9 . _ -");
    }
    List<Key> keys = keys(node.path("keys"));
    Set<String> origins = texts(node.path("origins"), ORIGIN, "an origin that no browser sends");
    if (keys.isEmpty() && origins.isEmpty()) {
      throw refused("has a client with neither keys nor origins");
    }
    Set<String> purposes = purposes(node);
    return new Client(
        id, keys, purposes, pagePurposes(node, purposes), origins, limits(node.path("limits")));
  }

  private static Set<String> purposes(JsonNode client) {
    Set<String> purposes = texts(client.path("purposes"), PURPOSE, "a purpose of another form");
    return purposes.isEmpty() ? Client.DEFAULT_PURPOSES : purposes;
  }

  /** Where the number must come from a backend, as in a login, pages begin nothing unless told. */
  private static Set<String> pagePurposes(JsonNode client, Set<String> purposes) {
    if (!client.has("pagePurposes")) {
      Set<String> usual = new HashSet<>(Client.DEFAULT_PURPOSES);
      usual.retainAll(purposes);
      return usual;
    }
    Set<String> ofPages = texts(client.path("pagePurposes"), PURPOSE, "a purpose of another form");
    if (!purposes.containsAll(ofPages)) {
      throw refused("has pagePurposes that are not among its purposes");
    }
    return ofPages;
  }

  private static List<Key> keys(JsonNode nodes) {
    if (!nodes.isMissingNode() && !nodes.isArray() || nodes.size() > MAX_KEYS) {
      throw refused("has a client with more than two keys, or none in a list");
    }
    return nodes.valueStream().map(ClientsReader::key).toList();
  }

  private static Key key(JsonNode node) {
    String hash = node.isObject() ? node.path("sha256").asString("") : node.asString("");
    if (!SHA_256.matcher(hash).matches()) {
      throw refused("has a key that is not a SHA-256 in hexadecimal digits");
    }
    return new Key(HexFormat.of().parseHex(hash), expires(node));
  }

  private static @Nullable Instant expires(JsonNode key) {
    if (!key.isObject()) {
      return null;
    }
    withOnly(key, Set.of("sha256", "expires"));
    try {
      return key.has("expires") ? Instant.parse(key.path("expires").asString("")) : null;
    } catch (DateTimeParseException e) {
      throw refused("has a key whose end is not a time such as 2027-01-31T00:00:00Z");
    }
  }

  private static Set<String> texts(JsonNode nodes, Pattern form, String what) {
    if (!nodes.isMissingNode() && !nodes.isArray()) {
      throw refused("has " + what);
    }
    Set<String> texts = new LinkedHashSet<>();
    for (JsonNode node : nodes) {
      String text = node.asString("");
      if (!form.matcher(text).matches()) {
        throw refused("has " + what);
      }
      texts.add(text);
    }
    return texts;
  }

  private static Limits limits(JsonNode node) {
    withOnly(node, LIMITS);
    return new Limits(
        limit(node, "verificationsPerMinute", Limits.DEFAULT.verificationsPerMinute()),
        limit(node, "callsPerMinute", Limits.DEFAULT.callsPerMinute()));
  }

  private static int limit(JsonNode limits, String name, int otherwise) {
    if (!limits.has(name)) {
      return otherwise;
    }
    JsonNode value = limits.path(name);
    if (!value.isInt() || value.intValue() < 1 || value.intValue() > MOST_PER_MINUTE) {
      throw refused("has a limit that is not from 1 to " + MOST_PER_MINUTE);
    }
    return value.intValue();
  }

  /** A member that was misspelled must not be taken for its default. */
  private static void withOnly(JsonNode node, Set<String> members) {
    boolean ofThatForm = node.isMissingNode() || node.isObject();
    if (!ofThatForm || !members.containsAll(node.propertyNames())) {
      throw refused("has a member that is not known");
    }
  }

  private static String hex(Key key) {
    return HexFormat.of().formatHex(key.sha256());
  }

  private static RefusedSettingException refused(String why) {
    return new RefusedSettingException(SETTING, why);
  }
}
