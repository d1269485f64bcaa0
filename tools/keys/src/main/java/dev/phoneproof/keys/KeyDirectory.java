package dev.phoneproof.keys;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A directory with the keys of one installation, readable only for its owner. */
public final class KeyDirectory {

  /** Who may call the gateway; people add what a client may do. */
  static final String CLIENTS = "clients";

  /** The setting that takes it. */
  static final String CLIENTS_SETTING = "PHONEPROOF_CLIENTS";

  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  static final FileAttribute<Set<PosixFilePermission>> OWNERS_DIRECTORY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private final Path directory;
  private final Map<Kind, KeySet> sets = new EnumMap<>(Kind.class);

  /** The directory need not exist. */
  public KeyDirectory(Path directory, Clock clock, SecureRandom random) {
    this.directory = directory;
    sets.put(Kind.SEALING, JwkKeys.sealing(clock, random));
    sets.put(Kind.PROOF, JwkKeys.proof(clock, random));
    sets.put(Kind.STORAGE, new StorageKeys());
    sets.put(
        Kind.LOOKUP,
        new Base64Keys(
            random, "the lookup key stays: with another one no number would be found again"));
    sets.put(Kind.TOKEN, new Base64Keys(random, ""));
    sets.put(
        Kind.ID,
        new Base64Keys(
            random,
            "the id key stays: with another one a repeated request would be a new verification"));
  }

  /** Makes what is not there yet, and nothing else. */
  public void make() throws IOException {
    Files.createDirectories(directory, OWNERS_DIRECTORY);
    for (Kind kind : Kind.values()) {
      if (!Files.exists(file(kind))) {
        write(kind, set(kind).make());
      } else if (kind.hasPublicKeys() && !Files.exists(publicKeys(kind))) {
        writePublicKeys(kind, read(kind));
      }
    }
  }

  /** Where the keys of a kind are. */
  public Path file(Kind kind) {
    return directory.resolve(kind.file());
  }

  /** Where the clients of the gateway are; not there before the first one is made. */
  public Path clients() {
    return directory.resolve(CLIENTS);
  }

  /** Where the public keys of a kind that has some are. */
  public Path publicKeys(Kind kind) {
    return directory.resolve(kind.publicFile());
  }

  /** The ids of a kind's keys, that in use first. */
  List<String> ids(Kind kind) throws IOException {
    return set(kind).ids(read(kind));
  }

  /** The keys themselves. */
  String read(Kind kind) throws IOException {
    if (!Files.exists(file(kind))) {
      throw new RefusedException("no " + file(kind) + " (./keys make DIRECTORY)");
    }
    return Files.readString(file(kind)).strip();
  }

  /** Adds a key, which is the one in use from then on; returns its id. */
  String rotate(Kind kind) throws IOException {
    write(kind, set(kind).rotate(read(kind)));
    return ids(kind).getFirst();
  }

  /** Removes a key that is no longer in use. */
  void drop(Kind kind, String id) throws IOException {
    List<String> ids = ids(kind);
    if (!ids.contains(id)) {
      throw new RefusedException("there is no such key (./keys list DIRECTORY)");
    }
    if (ids.getFirst().equals(id)) {
      throw new RefusedException("that key is in use; rotate first");
    }
    write(kind, set(kind).drop(read(kind), id));
  }

  private KeySet set(Kind kind) {
    return java.util.Objects.requireNonNull(sets.get(kind));
  }

  private void write(Kind kind, String text) throws IOException {
    replace(file(kind), text);
    if (kind.hasPublicKeys()) {
      writePublicKeys(kind, text);
    }
  }

  private void writePublicKeys(Kind kind, String privateKeys) throws IOException {
    replace(publicKeys(kind), JwkKeys.publicKeys(privateKeys));
  }

  /** Renamed when it is whole: half a key would stop every later start. */
  static void replace(Path file, String text) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    Files.createFile(fresh, OWNER_ONLY);
    Files.writeString(fresh, text);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
