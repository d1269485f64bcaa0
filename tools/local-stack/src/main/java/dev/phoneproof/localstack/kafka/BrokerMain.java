package dev.phoneproof.localstack.kafka;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/** The process of the broker: formats an empty directory, serves until it is told to stop. */
final class BrokerMain {

  private BrokerMain() {}

  /**
   * Runs the broker.
   *
   * @param args settings file, file to create when ready, process id of the parent
   */
  public static void main(String[] args) throws Exception {
    Properties settings = read(Path.of(args[0]));
    formatIfNew(settings);
    KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(settings), Time.SYSTEM);
    Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "shutdown"));
    stopWithParent(Long.parseLong(args[2]));
    server.startup();
    Files.writeString(Path.of(args[1]), Long.toString(ProcessHandle.current().pid()));
    server.awaitShutdown();
  }

  private static Properties read(Path file) throws IOException {
    Properties settings = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      settings.load(reader);
    }
    return settings;
  }

  private static void formatIfNew(Properties settings) throws Exception {
    String directory = settings.getProperty("log.dirs");
    if (Files.exists(Path.of(directory, "meta.properties"))) {
      return;
    }
    new Formatter()
        .setClusterId(Uuid.randomUuid().toString())
        .setNodeId(Integer.parseInt(settings.getProperty("node.id")))
        .setControllerListenerName(settings.getProperty("controller.listener.names"))
        .setMetadataLogDirectory(directory)
        .addDirectory(directory)
        .setReleaseVersion(MetadataVersion.latestProduction())
        .setUnstableFeatureVersionsEnabled(false)
        .setScramArguments(users(settings))
        .run();
  }

  private static List<String> users(Properties settings) {
    String users = settings.getProperty(SecuredListener.USERS, "");
    return users.isEmpty() ? List.of() : List.of(users.split(" "));
  }

  /** A test run that is killed must not leave a broker behind. */
  private static void stopWithParent(long parent) {
    Optional<ProcessHandle> handle = ProcessHandle.of(parent);
    if (handle.isEmpty()) {
      System.exit(0);
    }
    var _ = handle.get().onExit().thenRun(() -> System.exit(0));
  }
}
