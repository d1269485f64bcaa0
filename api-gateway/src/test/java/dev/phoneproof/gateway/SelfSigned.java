package dev.phoneproof.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate for 127.0.0.1, made for one test run.
 *
 * @param keyStore PKCS #12 with its key
 * @param trusting for callers: it trusts nothing but this certificate
 */
record SelfSigned(Path keyStore, SSLContext trusting) {

  static final String PASSWORD = "changeit";

  static SelfSigned make() {
    try {
      Path directory = Files.createTempDirectory("phoneproof-tls");
      directory.toFile().deleteOnExit();
      Path file = directory.resolve("gateway.p12");
      keytool("-genkeypair -keyalg EC -dname CN=gateway -ext san=ip:127.0.0.1 -keystore " + file);
      file.toFile().deleteOnExit();
      return new SelfSigned(file, trusting(file));
    } catch (IOException | GeneralSecurityException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void keytool(String arguments) throws IOException, InterruptedException {
    Path program = Path.of(System.getProperty("java.home"), "bin", "keytool");
    List<String> command =
        List.of((program + " " + arguments + " -storepass " + PASSWORD).split(" "));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes());
    if (process.waitFor() != 0) {
      throw new AssertionError(said);
    }
  }

  private static SSLContext trusting(Path file) throws IOException, GeneralSecurityException {
    KeyStore own = KeyStore.getInstance("PKCS12");
    try (InputStream bytes = Files.newInputStream(file)) {
      own.load(bytes, PASSWORD.toCharArray());
    }
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("gateway", own.getCertificate("mykey"));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }
}
