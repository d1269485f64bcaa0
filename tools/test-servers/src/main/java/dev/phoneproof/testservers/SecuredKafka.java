package dev.phoneproof.testservers;

import dev.phoneproof.localstack.kafka.KafkaServer;
import dev.phoneproof.localstack.kafka.SecuredListener;
import dev.phoneproof.localstack.process.LocalPort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An embedded broker with TLS, passwords and ACLs, its certificate made by itself. */
public final class SecuredKafka implements AutoCloseable {

  private static final String KEYSTORE_PASSWORD = "of-a-test-only";

  private final KafkaServer server;
  private final SecuredListener listener;
  private final Path certificate;

  private SecuredKafka(KafkaServer server, SecuredListener listener, Path certificate) {
    this.server = server;
    this.listener = listener;
    this.certificate = certificate;
  }

  /**
   * Starts a broker without topics and without ACLs.
   *
   * @param name of its directory
   * @param passwords of its users, the super user among them
   */
  public static SecuredKafka start(String name, Map<String, String> passwords) {
    Workspace workspace = Workspace.ofThisJvm();
    try {
      Path home = Files.createDirectories(workspace.directory().resolve(name));
      Path keystore = home.resolve("kafka.p12");
      Path certificate = home.resolve("kafka.pem");
      makeCertificate(keystore, certificate);
      SecuredListener listener = new SecuredListener(keystore, KEYSTORE_PASSWORD, passwords);
      KafkaServer server = KafkaServer.startSecured(home, LocalPort.lasting(), listener);
      SecuredKafka kafka = new SecuredKafka(server, listener, certificate);
      workspace.closeFirst(kafka);
      return kafka;
    } catch (IOException e) {
      throw new IllegalStateException("cannot start a secured broker", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static void makeCertificate(Path keystore, Path certificate)
      throws IOException, InterruptedException {
    keytool(
        keystore,
        "-genkeypair",
        "-keyalg",
        "EC",
        "-dname",
        "CN=127.0.0.1",
        "-ext",
        "san=ip:127.0.0.1",
        "-validity",
        "30");
    keytool(keystore, "-exportcert", "-rfc", "-file", certificate.toString());
  }

  private static void keytool(Path keystore, String... options)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
    command.addAll(List.of(options));
    command.addAll(List.of("-alias", "kafka", "-storetype", "PKCS12"));
    command.addAll(List.of("-keystore", keystore.toString(), "-storepass", KEYSTORE_PASSWORD));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (process.waitFor() != 0) {
      throw new IOException("keytool " + options[0] + " failed");
    }
  }

  /** What {@code bootstrap.servers} wants. */
  public String bootstrapServers() {
    return server.address();
  }

  /** What a Kafka client of this user is set to. */
  public Map<String, Object> clientSettings(String user) {
    Map<String, Object> settings = new HashMap<>(listener.clientSettings(user, certificate));
    settings.put("bootstrap.servers", bootstrapServers());
    return settings;
  }

  /** The broker's certificate, to trust it by. */
  public Path certificate() {
    return certificate;
  }

  @Override
  public void close() {
    server.close();
  }
}
