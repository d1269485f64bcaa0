package dev.phoneproof.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;

/** The commands; started by {@code ./keys}. */
public final class Keys {

  private static final int FAILED = 1;
  private static final int WRONG_USAGE = 2;

  private final PrintStream out;
  private final PrintStream err;
  private final Clock clock;

  Keys(PrintStream out, PrintStream err, Clock clock) {
    this.out = out;
    this.err = err;
    this.clock = clock;
  }

  /**
   * Ends with 0 when all went well, 1 when something was refused, 2 when it was called in a wrong
   * way.
   *
   * @param arguments a command with what it needs
   */
  public static void main(String[] arguments) throws IOException {
    System.exit(new Keys(System.out, System.err, Clock.systemUTC()).run(List.of(arguments)));
  }

  int run(List<String> arguments) throws IOException {
    try {
      return done(arguments) ? 0 : usage(arguments);
    } catch (RefusedException e) {
      err.println("keys: " + e.getMessage());
      return FAILED;
    }
  }

  private boolean done(List<String> arguments) throws IOException {
    String command = arguments.isEmpty() ? "" : arguments.getFirst();
    if (command.equals("client")) {
      return new ClientCommands(out, err, clock, new SecureRandom())
          .done(arguments.subList(1, arguments.size()));
    }
    switch (command + " " + arguments.size()) {
      case "make 2" -> make(directory(arguments));
      case "list 2" -> list(directory(arguments));
      case "env 2" -> env(directory(arguments));
      case "rotate 3" -> rotate(directory(arguments), kind(arguments.get(1)));
      case "drop 4" -> drop(directory(arguments), kind(arguments.get(1)), arguments.get(2));
      default -> {
        return false;
      }
    }
    return true;
  }

  private void make(KeyDirectory keys) throws IOException {
    keys.make();
    list(keys);
  }

  private void list(KeyDirectory keys) throws IOException {
    for (Kind kind : Kind.values()) {
      out.printf("%-8s %s  %s%n", kind.word(), keys.file(kind), String.join(" ", keys.ids(kind)));
      if (kind.hasPublicKeys()) {
        out.printf("%-8s %s%n", "", keys.publicKeys(kind));
      }
    }
  }

  /** The one command that shows secrets. */
  private void env(KeyDirectory keys) throws IOException {
    for (Kind kind : Kind.values()) {
      out.printf("%s='%s'%n", kind.setting(), keys.read(kind));
      if (kind.hasPublicKeys()) {
        String text = Files.readString(keys.publicKeys(kind)).strip();
        out.printf("%s='%s'%n", kind.publicSetting(), text);
      }
    }
    if (Files.exists(keys.clients())) {
      String clients = new ClientsFile(keys.clients()).onOneLine();
      out.printf("%s='%s'%n", KeyDirectory.CLIENTS_SETTING, clients);
    }
  }

  private void rotate(KeyDirectory keys, Kind kind) throws IOException {
    out.println(kind.word() + ": " + keys.rotate(kind) + " is in use now");
    switch (kind) {
      case SEALING ->
          out.println(
              "Give the private keys to every worker first, then the public ones to publishers.");
      case PROOF ->
          out.println(
              "Give the public keys to every gateway first, and five minutes later the private ones"
                  + " to workers.");
      case STORAGE, LOOKUP, TOKEN, ID -> {}
    }
  }

  private void drop(KeyDirectory keys, Kind kind, String id) throws IOException {
    keys.drop(kind, id);
    out.println(kind.word() + ": " + id + " is gone");
  }

  private KeyDirectory directory(List<String> arguments) {
    return new KeyDirectory(Path.of(arguments.getLast()), clock, new SecureRandom());
  }

  private static Kind kind(String name) {
    return Kind.called(name)
        .orElseThrow(() ->
            new RefusedException("no such keys: sealing, proof, storage, lookup, token or id"));
  }

  private int usage(List<String> arguments) throws IOException {
    boolean asked = arguments.equals(List.of("--help")) || arguments.equals(List.of("-h"));
    try (InputStream text = Keys.class.getResourceAsStream("usage.txt")) {
      if (text != null) {
        (asked ? out : err).print(new String(text.readAllBytes(), UTF_8));
      }
    }
    return asked ? 0 : WRONG_USAGE;
  }
}
