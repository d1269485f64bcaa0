package dev.phoneproof.localstack.kafka;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * TLS, passwords (SCRAM-SHA-512) and ACLs for a broker: who has no right by an ACL may do nothing.
 *
 * @param keystore PKCS #12 with the broker's key and certificate
 * @param keystorePassword opens it
 * @param passwords of all users, by name
 */
public record SecuredListener(
    Path keystore, String keystorePassword, Map<String, String> passwords) {

  /** The super user, who needs a password too. */
  public static final String ADMIN = "admin";

  /** Read by {@link BrokerMain}: users can be made before the first start only by the formatter. */
  static final String USERS = "phoneproof.scram.users";

  private static final String SCRAM = "org.apache.kafka.common.security.scram.ScramLoginModule";
  private static final String PLAIN = "org.apache.kafka.common.security.plain.PlainLoginModule";

  /** Copies the map. */
  public SecuredListener {
    passwords = Map.copyOf(passwords);
  }

  /** What a client of this name has to be set to, beside the addresses. */
  public Map<String, String> clientSettings(String user, Path certificate) {
    return Map.of(
        "security.protocol", "SASL_SSL",
        "sasl.mechanism", "SCRAM-SHA-512",
        "sasl.jaas.config", login(SCRAM, user),
        "ssl.truststore.type", "PEM",
        "ssl.truststore.location", certificate.toString());
  }

  /** Replaces what {@link BrokerSettings} says of its listeners. */
  void applyTo(Properties p) {
    p.setProperty("listeners", p.getProperty("listeners").replace("PLAINTEXT:", "SASL_SSL:"));
    p.setProperty(
        "advertised.listeners",
        p.getProperty("advertised.listeners").replace("PLAINTEXT:", "SASL_SSL:"));
    p.setProperty("listener.security.protocol.map", "SASL_SSL:SASL_SSL,CONTROLLER:SASL_SSL");
    p.setProperty("inter.broker.listener.name", "SASL_SSL");
    p.setProperty("ssl.keystore.type", "PKCS12");
    p.setProperty("ssl.keystore.location", keystore.toString());
    p.setProperty("ssl.keystore.password", keystorePassword);
    p.setProperty("ssl.truststore.type", "PKCS12");
    p.setProperty("ssl.truststore.location", keystore.toString());
    p.setProperty("ssl.truststore.password", keystorePassword);
    p.setProperty("sasl.enabled.mechanisms", "SCRAM-SHA-512");
    p.setProperty("sasl.mechanism.inter.broker.protocol", "SCRAM-SHA-512");
    p.setProperty("listener.name.sasl_ssl.scram-sha-512.sasl.jaas.config", login(SCRAM, ADMIN));
    // Users are kept by the controller, so its own listener cannot ask them.
    p.setProperty("sasl.mechanism.controller.protocol", "PLAIN");
    p.setProperty("listener.name.controller.sasl.enabled.mechanisms", "PLAIN");
    p.setProperty(
        "listener.name.controller.plain.sasl.jaas.config",
        login(PLAIN, ADMIN).replace(";", " user_" + ADMIN + "=\"" + password(ADMIN) + "\";"));
    p.setProperty(
        "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
    p.setProperty("super.users", "User:" + ADMIN);
    p.setProperty(
        USERS,
        passwords.keySet().stream()
            .map(user ->
                "SCRAM-SHA-512=[name=%s,password=%s,iterations=4096]"
                    .formatted(user, password(user)))
            .collect(Collectors.joining(" ")));
  }

  private String login(String module, String user) {
    return "%s required username=\"%s\" password=\"%s\";".formatted(module, user, password(user));
  }

  private String password(String user) {
    String password = passwords.get(user);
    if (password == null) {
      throw new IllegalArgumentException("no password for the user " + user);
    }
    return password;
  }

  @Override
  public String toString() {
    return "SecuredListener" + passwords.keySet();
  }
}
