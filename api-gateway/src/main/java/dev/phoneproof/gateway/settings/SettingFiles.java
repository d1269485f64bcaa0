package dev.phoneproof.gateway.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/** Takes what must not stand in the environment from the file that {@code …_FILE} names. */
@Order(Ordered.LOWEST_PRECEDENCE - 10)
final class SettingFiles implements EnvironmentPostProcessor {

  private static final List<String> NAMES =
      List.of(
          "PHONEPROOF_TOKEN_KEYS",
          "PHONEPROOF_ID_KEY",
          "PHONEPROOF_SEALING_PUBLIC_KEYS",
          "PHONEPROOF_PROOF_PUBLIC_KEYS",
          "PHONEPROOF_CLIENTS");

  @Override
  public void postProcessEnvironment(
      ConfigurableEnvironment environment, SpringApplication application) {
    Map<String, Object> values = new HashMap<>();
    for (String name : NAMES) {
      String fileSetting = name + "_FILE";
      String file = environment.getProperty(fileSetting, "");
      if (file.isBlank()) {
        continue;
      }
      if (!environment.getProperty(name, "").isBlank()) {
        throw new RefusedSettingException(fileSetting, "is set beside " + name + ": keep one");
      }
      values.put(name, read(fileSetting, file));
    }
    environment.getPropertySources().addFirst(new MapPropertySource("settingFiles", values));
  }

  private static String read(String setting, String file) {
    try {
      return Files.readString(Path.of(file)).strip();
    } catch (IOException | InvalidPathException e) {
      throw new RefusedSettingException(setting, "names a file that cannot be read");
    }
  }
}
