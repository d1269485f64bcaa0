package dev.phoneproof.localstack;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The settings with which the worker reaches Infobip, or the simulator. */
record InfobipAccount(Map<String, String> settings) {

  private static final List<String> NAMES =
      List.of(
          "INFOBIP_BASE_URL", "INFOBIP_API_KEY", "INFOBIP_2FA_APP_ID", "INFOBIP_2FA_MESSAGE_ID");

  /** A real account, when all of its settings are there; none, when none is. */
  static Optional<InfobipAccount> from(Map<String, String> environment) {
    Map<String, String> settings = new LinkedHashMap<>();
    for (String name : NAMES) {
      String value = environment.getOrDefault(name, "");
      if (!value.isBlank()) {
        settings.put(name, value);
      }
    }
    if (settings.isEmpty()) {
      return Optional.empty();
    }
    List<String> missing = NAMES.stream().filter(name -> !settings.containsKey(name)).toList();
    if (!missing.isEmpty()) {
      throw new WrongUsageException(
          "to use an Infobip account, also set " + String.join(", ", missing));
    }
    return Optional.of(new InfobipAccount(settings));
  }

  /** The simulator's ready-made application; it takes any key. */
  static InfobipAccount simulated(String url) {
    return new InfobipAccount(
        Map.of(
            "INFOBIP_BASE_URL", url,
            "INFOBIP_API_KEY", "simulator",
            "INFOBIP_2FA_APP_ID", "SIMULATED-APPLICATION",
            "INFOBIP_2FA_MESSAGE_ID", "SIMULATED-MESSAGE"));
  }

  String baseUrl() {
    return settings.getOrDefault("INFOBIP_BASE_URL", "");
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "InfobipAccount[" + baseUrl() + "]";
  }
}
