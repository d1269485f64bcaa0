package dev.phoneproof.localstack.postgres;

import dev.phoneproof.localstack.process.DirectoryTree;
import dev.phoneproof.localstack.process.StartFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Who runs PostgreSQL, which refuses to run as root.
 *
 * <p>Root starts it in a user namespace, where it still may use root's files but sees itself as
 * somebody else. Where the kernel does not allow that (most containers), it runs as nobody.
 */
enum PostgresUser {
  /** The user who runs this program. */
  SELF(""),
  /** Root, seen as nobody from within. */
  NAMESPACE("unshare --user"),
  /** The user nobody. */
  NOBODY("setpriv --reuid=65534 --regid=65534 --clear-groups");

  private static final int ROOT_ID = 0;
  private static final int NOBODY_ID = 65534;

  private final String prefix;

  PostgresUser(String prefix) {
    this.prefix = prefix;
  }

  static PostgresUser choose() throws IOException {
    if (!isRoot()) {
      return SELF;
    }
    return Stream.of(NAMESPACE, NOBODY)
        .filter(user -> user.succeeds(List.of("true")))
        .findFirst()
        .orElseThrow(() ->
            new StartFailedException(
                "PostgreSQL does not run as root, and neither unshare nor setpriv"
                    + " (util-linux) works here; run as a normal user"));
  }

  private static boolean isRoot() throws IOException {
    Object uid = Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    return uid.equals(ROOT_ID);
  }

  /** The command, to be run as this user. */
  List<String> command(List<String> command) {
    Stream<String> words = Stream.of(prefix.split(" ")).filter(word -> !word.isEmpty());
    return Stream.concat(words, command.stream()).toList();
  }

  /** Gives the directory to this user. */
  void own(Path directory) throws IOException {
    if (this == SELF) {
      return;
    }
    int uid = this == NOBODY ? NOBODY_ID : ROOT_ID;
    if (!Files.getAttribute(directory, "unix:uid").equals(uid)) {
      DirectoryTree.chown(directory, uid);
    }
    if (!succeeds(List.of("test", "-w", directory.toString()))) {
      throw new StartFailedException(
          "PostgreSQL does not run as root, and the user nobody cannot reach "
              + directory
              + "; use a directory that everybody may enter (PHONEPROOF_DEMO_DIR), or run as a"
              + " normal user");
    }
  }

  private boolean succeeds(List<String> command) {
    try {
      return new ProcessBuilder(command(command))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
