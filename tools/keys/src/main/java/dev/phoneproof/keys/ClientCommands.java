package dev.phoneproof.keys;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.phoneproof.keys.ClientsFile.Key;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The commands for the gateway's clients. An API key is printed when it is made, and kept nowhere.
 */
final class ClientCommands {

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final Pattern DAYS = Pattern.compile("[0-9]{1,3}");
  private static final String DEFAULT_DAYS = "7";
  private static final int KEY_BYTES = 32;
  private static final int MOST_KEYS = 2;

  private final PrintStream out;
  private final PrintStream err;
  private final Clock clock;
  private final SecureRandom random;

  ClientCommands(PrintStream out, PrintStream err, Clock clock, SecureRandom random) {
    this.out = out;
    this.err = err;
    this.clock = clock;
    this.random = random;
  }

  /** False when it was called in a wrong way. */
  boolean done(List<String> arguments) throws IOException {
    if (arguments.isEmpty()) {
      return false;
    }
    Path directory = Path.of(arguments.getLast());
    ClientsFile file = new ClientsFile(directory.resolve(KeyDirectory.CLIENTS));
    switch (arguments.getFirst() + " " + arguments.size()) {
      case "make 3" -> {
        Files.createDirectories(directory, KeyDirectory.OWNERS_DIRECTORY);
        make(file, arguments.get(1));
      }
      case "rotate 3" -> rotate(file, arguments.get(1), DEFAULT_DAYS);
      case "rotate 4" -> rotate(file, arguments.get(1), arguments.get(2));
      case "drop 4" -> drop(file, arguments.get(1), arguments.get(2));
      case "list 2" -> list(file);
      default -> {
        return false;
      }
    }
    return true;
  }

  private void make(ClientsFile file, String id) throws IOException {
    if (!ID.matcher(id).matches()) {
      throw new RefusedException("a client's id is 1 to 64 of A-Z a-z 0-9 . _ -");
    }
    JsonArray clients = file.read();
    if (ClientsFile.client(clients, id).isPresent()) {
      throw new RefusedException("there is such a client; rotate its key");
    }
    String key = newKey();
    JsonObject client = new JsonObject();
    client.addProperty("id", id);
    ClientsFile.setKeys(client, List.of(known(key)));
    JsonArray purposes = new JsonArray();
    purposes.add("verification");
    client.add("purposes", purposes);
    client.add("origins", new JsonArray());
    clients.add(client);
    file.write(clients);
    show(id, key);
  }

  private void rotate(ClientsFile file, String id, String days) throws IOException {
    if (!DAYS.matcher(days).matches()) {
      throw new RefusedException("DAYS is a number");
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    Instant end = now.plus(Duration.ofDays(Long.parseLong(days)));
    JsonArray clients = file.read();
    JsonObject client = client(clients, id);
    List<Key> active =
        ClientsFile.keys(client).stream().filter(former -> former.isActive(now)).toList();
    if (active.size() == MOST_KEYS) {
      throw new RefusedException("it has two keys; drop one of them first");
    }
    String key = newKey();
    List<Key> keys = new ArrayList<>(List.of(known(key)));
    active.forEach(former -> keys.add(former.until(end)));
    ClientsFile.setKeys(client, keys);
    file.write(clients);
    active.forEach(former -> err.println(id + ": key " + former.id() + " ends at " + end));
    show(id, key);
  }

  private void drop(ClientsFile file, String id, String keyId) throws IOException {
    JsonArray clients = file.read();
    JsonObject client = client(clients, id);
    List<Key> keys = new ArrayList<>(ClientsFile.keys(client));
    if (!keys.removeIf(key -> key.id().equals(keyId))) {
      throw new RefusedException("there is no such key (./keys client list DIRECTORY)");
    }
    JsonElement origins = client.get("origins");
    if (keys.isEmpty() && (origins == null || origins.getAsJsonArray().isEmpty())) {
      // No gateway starts with a client that nobody can be.
      throw new RefusedException("that is its only key; client rotate " + id + " 0 replaces it");
    }
    ClientsFile.setKeys(client, keys);
    file.write(clients);
    out.println(id + ": key " + keyId + " is gone");
  }

  private void list(ClientsFile file) throws IOException {
    for (JsonElement node : file.read()) {
      JsonObject client = node.getAsJsonObject();
      out.println(ClientsFile.id(client));
      for (Key key : ClientsFile.keys(client)) {
        out.println("  key " + key.id() + " " + state(key));
      }
      for (String member : List.of("purposes", "pagePurposes", "origins")) {
        Optional.ofNullable(client.get(member))
            .ifPresent(value -> out.println("  " + member + " " + value));
      }
    }
  }

  private String state(Key key) {
    return key.expires()
        .map(end -> (key.isActive(clock.instant()) ? "ends at " : "ended at ") + end)
        .orElse("active");
  }

  /** The key alone on the standard output, so that a script can take it from there. */
  private void show(String id, String key) {
    err.println(id + ": key " + known(key).id() + ", sent as X-API-Key; it is not shown again:");
    out.println(key);
  }

  private static JsonObject client(JsonArray clients, String id) {
    return ClientsFile.client(clients, id)
        .orElseThrow(
            () -> new RefusedException("there is no such client (./keys client list DIRECTORY)"));
  }

  /** Of another form than its hash, so that nobody puts the one where the other belongs. */
  private String newKey() {
    byte[] key = new byte[KEY_BYTES];
    random.nextBytes(key);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(key);
  }

  private static Key known(String key) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
      return new Key(HexFormat.of().formatHex(hash), Optional.empty());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
