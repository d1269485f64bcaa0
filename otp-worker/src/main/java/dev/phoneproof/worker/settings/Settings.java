package dev.phoneproof.worker.settings;

import dev.phoneproof.events.sealing.Opener;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Translates the documented environment variables into properties, each also as {@code …_FILE} that
 * names a file, and refuses a start without one that is needed.
 */
public final class Settings implements EnvironmentPostProcessor, Ordered {

  private static final String OPERATOR_PORT = "8081";

  @Override
  public void postProcessEnvironment(
      ConfigurableEnvironment environment, SpringApplication application) {
    Reader reader = new Reader(environment);
    Map<String, Object> properties = new HashMap<>();
    properties.put("infobip.base-url", reader.required("INFOBIP_BASE_URL", Settings::httpUrl));
    properties.put("infobip.api-key", reader.required("INFOBIP_API_KEY", Settings::headerText));
    properties.put("infobip.application-id", reader.required("INFOBIP_2FA_APP_ID", value -> value));
    properties.put("infobip.message-id", reader.required("INFOBIP_2FA_MESSAGE_ID", value -> value));
    properties.put(
        "spring.kafka.bootstrap-servers",
        reader.required("KAFKA_BOOTSTRAP_SERVERS", Settings::bootstrapServers));
    properties.put(
        "phoneproof.lookup-key", reader.required("PHONEPROOF_LOOKUP_KEY", Settings::key));
    properties.put(
        "phoneproof.storage-keys", reader.required("PHONEPROOF_STORAGE_KEYS", value -> value));
    properties.put(
        "phoneproof.sealing-private-keys",
        reader.required("PHONEPROOF_SEALING_PRIVATE_KEYS", Settings::sealingKeys));
    properties.put(
        "phoneproof.proof-keys", reader.required("PHONEPROOF_PROOF_KEYS", value -> value));
    DatabaseUrl database = reader.database();
    properties.put("spring.datasource.url", database.quietJdbcUrl());
    database.username().ifPresent(name -> properties.put("spring.datasource.username", name));
    database.password().ifPresent(word -> properties.put("spring.datasource.password", word));
    reader.optional("DATABASE_USERNAME", properties, "spring.datasource.username");
    reader.optional("DATABASE_PASSWORD", properties, "spring.datasource.password");
    reader.optional("DATABASE_MIGRATION_USERNAME", properties, "spring.flyway.user");
    reader.optional("DATABASE_MIGRATION_PASSWORD", properties, "spring.flyway.password");
    reader.optional("PHONEPROOF_ERASURES_FILE", properties, "phoneproof.privacy.erasures-file");
    reader.optional("PHONEPROOF_PROOF_ISSUER", properties, "phoneproof.proof.issuer");
    reader.optional("PHONEPROOF_OPERATORS", properties, "phoneproof.operators");
    reader.optional("PHONEPROOF_CLIENTS", properties, "phoneproof.clients");
    if (properties.containsKey("phoneproof.operators")) {
      Map<String, Object> port = Map.of("server.port", OPERATOR_PORT);
      environment.getPropertySources().addLast(new MapPropertySource("operator port", port));
    } else {
      // Nobody may call: nothing listens, whatever port is set.
      properties.put("server.port", "-1");
    }
    environment.getPropertySources().addFirst(new MapPropertySource("settings", properties));
  }

  /** After the files and arguments of Spring Boot have been read. */
  @Override
  public int getOrder() {
    return Ordered.LOWEST_PRECEDENCE - 1;
  }

  private static String httpUrl(String value) {
    URI uri = URI.create(value);
    if (uri.getHost() == null || !String.valueOf(uri.getScheme()).matches("https?")) {
      throw new IllegalArgumentException("must be a URL such as https://xxxxx.api.infobip.com");
    }
    return value;
  }

  private static String headerText(String value) {
    if (!value.matches("[\\x21-\\x7e]+")) {
      throw new IllegalArgumentException("must be visible ASCII without spaces");
    }
    return value;
  }

  private static String bootstrapServers(String value) {
    if (!value.matches("[^\\s,:]+:\\d{1,5}(\\s*,\\s*[^\\s,:]+:\\d{1,5})*")) {
      throw new IllegalArgumentException("must be a list such as kafka-1:9092,kafka-2:9092");
    }
    return value;
  }

  private static String key(String value) {
    if (Base64.getDecoder().decode(value).length != 32) {
      throw new IllegalArgumentException("must be 32 bytes in base64");
    }
    return value;
  }

  private static String sealingKeys(String value) {
    Opener.of(value);
    return value;
  }

  /** Reads single settings; its exceptions name them, never their values. */
  private record Reader(ConfigurableEnvironment environment) {

    String required(String name, UnaryOperator<String> check) {
      String value = value(name);
      if (value == null) {
        throw new RefusedSettingException(name, "is missing");
      }
      try {
        return check.apply(value);
      } catch (IllegalArgumentException e) {
        throw new RefusedSettingException(name, "is malformed: " + hint(e));
      }
    }

    DatabaseUrl database() {
      String value = required("DATABASE_URL", url -> url);
      try {
        return DatabaseUrl.parse(value);
      } catch (IllegalArgumentException e) {
        throw new RefusedSettingException("DATABASE_URL", "is malformed: " + hint(e));
      }
    }

    void optional(String name, Map<String, Object> properties, String property) {
      String value = value(name);
      if (value != null) {
        properties.put(property, value);
      }
    }

    private static String hint(IllegalArgumentException e) {
      String message = String.valueOf(e.getMessage());
      return message.startsWith("must ") ? message : "it cannot be read";
    }

    private @Nullable String value(String name) {
      String value = environment.getProperty(name);
      if (value != null && !value.isBlank()) {
        return value.strip();
      }
      String file = environment.getProperty(name + "_FILE");
      if (file == null || file.isBlank()) {
        return null;
      }
      try {
        return Files.readString(Path.of(file)).strip();
      } catch (IOException e) {
        throw new RefusedSettingException(name + "_FILE", "names a file that cannot be read");
      }
    }
  }
}
