package dev.phoneproof.gateway;

import dev.phoneproof.gateway.access.AccessSettings;
import dev.phoneproof.gateway.drain.DrainSettings;
import dev.phoneproof.gateway.limit.LimitSettings;
import dev.phoneproof.gateway.phone.CountrySettings;
import dev.phoneproof.gateway.proof.ProofSettings;
import dev.phoneproof.gateway.proxy.ProxySettings;
import dev.phoneproof.gateway.publishing.PublishingSettings;
import dev.phoneproof.gateway.publishing.SealingSettings;
import dev.phoneproof.gateway.settings.RefusedSettingException;
import dev.phoneproof.gateway.verification.VerificationSettings;
import dev.phoneproof.gateway.view.ViewSettings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Reads every setting once before anything else is created, so that a wrong one stops the start
 * with one line instead of a failed context's many.
 */
@Order(Ordered.LOWEST_PRECEDENCE)
final class SettingsCheck implements ApplicationContextInitializer<ConfigurableApplicationContext> {

  private static final List<Class<? extends Record>> SETTINGS =
      List.of(
          AccessSettings.class,
          ProxySettings.class,
          VerificationSettings.class,
          CountrySettings.class,
          LimitSettings.class,
          SealingSettings.class,
          ProofSettings.class,
          PublishingSettings.class,
          ViewSettings.class,
          DrainSettings.class);

  private static final int MAX_PORT = 65_535;

  /** Whether the host exists is not asked: it may come up after the gateway. */
  private static final Pattern SERVER =
      Pattern.compile("([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+]):[0-9]{1,5}");

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    ConfigurableEnvironment environment = context.getEnvironment();
    Binder binder = Binder.get(environment);
    for (Class<? extends Record> type : SETTINGS) {
      String prefix = type.getAnnotation(ConfigurationProperties.class).value();
      binder.bindOrCreate(prefix, type);
    }
    // Bound here too: Spring would say at length, and with the value, what is wrong with them.
    checkPort(environment, "server.port");
    checkPort(environment, "management.server.port");
    checkBootstrapServers(environment.getProperty("spring.kafka.bootstrap-servers", ""));
    TlsCheck.check(binder);
    checkForwarding(binder);
    if (environment.getProperty("phoneproof.gateway.open", Boolean.class, false)) {
      checkLoopback(environment.getProperty("server.address", ""));
    }
  }

  private static void checkPort(ConfigurableEnvironment environment, String property) {
    int port = Binder.get(environment).bind(property, Integer.class).orElse(0);
    if (port < 0 || port > MAX_PORT) {
      String setting = property.toUpperCase(Locale.ROOT).replace('.', '_');
      throw new RefusedSettingException(setting, "is not a port");
    }
  }

  /** Spring's and Tomcat's own ways believe every private address. */
  static void checkForwarding(Binder binder) {
    String strategy = binder.bind("server.forward-headers-strategy", String.class).orElse("none");
    if (!strategy.equalsIgnoreCase("none")) {
      throw refusedForwarding("SERVER_FORWARD_HEADERS_STRATEGY", "must be none");
    }
    if (binder
        .bind("server.tomcat.remoteip", Bindable.mapOf(String.class, String.class))
        .isBound()) {
      throw refusedForwarding("SERVER_TOMCAT_REMOTEIP", "must not be set");
    }
  }

  private static RefusedSettingException refusedForwarding(String setting, String how) {
    return new RefusedSettingException(setting, how + ": PHONEPROOF_GATEWAY_PROXIES names proxies");
  }

  private static void checkBootstrapServers(String servers) {
    String setting = "KAFKA_BOOTSTRAP_SERVERS";
    if (servers.isBlank()) {
      throw new RefusedSettingException(setting, "is missing: host:port, separated by commas");
    }
    for (String server : servers.split(",", -1)) {
      if (!SERVER.matcher(server.strip()).matches()) {
        throw new RefusedSettingException(setting, "is not host:port, separated by commas");
      }
    }
  }

  private static void checkLoopback(String address) {
    try {
      if (!address.isBlank() && InetAddress.getByName(address).isLoopbackAddress()) {
        return;
      }
    } catch (UnknownHostException e) {
      // Refused below: what is no address is no loopback address.
    }
    throw new RefusedSettingException(
        "PHONEPROOF_GATEWAY_OPEN", "lets everybody in, so it needs SERVER_ADDRESS=127.0.0.1");
  }
}
