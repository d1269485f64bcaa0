package dev.phoneproof.keys;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The gateway's clients as they stand in their file, with all that people have written there. */
record ClientsFile(Path path) {

  private static final int ID_DIGITS = 8;

  private static final Gson PRETTY =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  /** All clients; none when there is no file yet. */
  JsonArray read() throws IOException {
    if (!Files.exists(path)) {
      return new JsonArray();
    }
    try {
      JsonObject file = JsonParser.parseString(Files.readString(path)).getAsJsonObject();
      JsonArray clients = file.has("clients") ? file.getAsJsonArray("clients") : null;
      if (clients != null && clients.asList().stream().allMatch(ClientsFile::isClient)) {
        return clients;
      }
    } catch (JsonParseException | IllegalStateException | ClassCastException e) {
      // Refused below; the parser's message can repeat what stands there.
    }
    throw new RefusedException(path + " is not what it should be");
  }

  private static boolean isClient(JsonElement node) {
    if (!node.isJsonObject()) {
      return false;
    }
    JsonElement keys = node.getAsJsonObject().get("keys");
    return isText(node.getAsJsonObject().get("id"))
        && (keys == null
            || keys.isJsonArray()
                && keys.getAsJsonArray().asList().stream().allMatch(ClientsFile::isKey));
  }

  private static boolean isKey(JsonElement node) {
    return isText(node.isJsonObject() ? node.getAsJsonObject().get("sha256") : node);
  }

  private static boolean isText(@Nullable JsonElement node) {
    return node != null && node.isJsonPrimitive();
  }

  void write(JsonArray clients) throws IOException {
    JsonObject file = new JsonObject();
    file.add("clients", clients);
    KeyDirectory.replace(path, PRETTY.toJson(file) + "\n");
  }

  /** As a setting in a file for an environment. */
  String onOneLine() throws IOException {
    JsonObject file = new JsonObject();
    file.add("clients", read());
    return file.toString();
  }

  static Optional<JsonObject> client(JsonArray clients, String id) {
    return clients.asList().stream()
        .map(JsonElement::getAsJsonObject)
        .filter(client -> id(client).equals(id))
        .findFirst();
  }

  static String id(JsonObject client) {
    return client.get("id").getAsString();
  }

  static List<Key> keys(JsonObject client) {
    List<Key> keys = new ArrayList<>();
    JsonArray nodes = client.has("keys") ? client.getAsJsonArray("keys") : new JsonArray();
    nodes.forEach(node -> keys.add(Key.of(node)));
    return keys;
  }

  static void setKeys(JsonObject client, List<Key> keys) {
    JsonArray nodes = new JsonArray();
    keys.forEach(key -> nodes.add(key.json()));
    client.add("keys", nodes);
  }

  /**
   * What is known of an API key.
   *
   * @param sha256 of its text, in hexadecimal digits
   * @param expires when it ends, if it does
   */
  record Key(String sha256, Optional<Instant> expires) {

    static Key of(JsonElement node) {
      if (!node.isJsonObject()) {
        return new Key(node.getAsString(), Optional.empty());
      }
      JsonObject members = node.getAsJsonObject();
      try {
        return new Key(
            members.get("sha256").getAsString(),
            Optional.ofNullable(members.get("expires"))
                .map(end -> Instant.parse(end.getAsString())));
      } catch (DateTimeParseException e) {
        throw new RefusedException("a key's end is not a time such as 2027-01-31T00:00:00Z");
      }
    }

    /** Enough of the hash to tell two keys apart. */
    String id() {
      return sha256.substring(0, Math.min(ID_DIGITS, sha256.length()));
    }

    boolean isActive(Instant now) {
      return expires.map(now::isBefore).orElse(true);
    }

    Key until(Instant end) {
      boolean endsEarlier = expires.map(end::isAfter).orElse(false);
      return endsEarlier ? this : new Key(sha256, Optional.of(end));
    }

    JsonElement json() {
      JsonObject members = new JsonObject();
      members.addProperty("sha256", sha256);
      expires.ifPresent(end -> members.addProperty("expires", end.toString()));
      return members;
    }

    /** Without the hash. */
    @Override
    public String toString() {
      return "Key[" + id() + "]";
    }
  }
}
