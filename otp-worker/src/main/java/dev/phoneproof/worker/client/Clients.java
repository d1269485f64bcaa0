package dev.phoneproof.worker.client;

import dev.phoneproof.worker.settings.RefusedSettingException;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The worker's part of the setting that names the gateway's clients. Upstream services may use
 * other client ids: for those the defaults hold.
 */
public final class Clients {

  private static final String SETTING = "PHONEPROOF_CLIENTS";
  private static final int MOST_PER_DAY = 1_000_000_000;

  private final Map<String, ClientPolicy> policies;

  private Clients(Map<String, ClientPolicy> policies) {
    this.policies = Map.copyOf(policies);
  }

  /**
   * Reads the setting; a blank one names nobody. The gateway checks what it alone uses.
   *
   * @throws RefusedSettingException if it is not what it should be
   */
  public static Clients parse(String json) {
    Map<String, ClientPolicy> policies = new HashMap<>();
    if (!json.isBlank()) {
      JsonNode list = read(json).path("clients");
      if (!list.isArray() || list.isEmpty()) {
        throw refused("has no list \"clients\"");
      }
      for (JsonNode client : list) {
        if (policies.put(client.path("id").asString(""), policy(client)) != null) {
          throw refused("has a client twice");
        }
      }
    }
    return new Clients(policies);
  }

  /** What holds for a client. */
  public ClientPolicy of(String clientId) {
    return policies.getOrDefault(clientId, ClientPolicy.DEFAULT);
  }

  private static ClientPolicy policy(JsonNode client) {
    JsonNode limits = client.path("limits");
    return new ClientPolicy(
        numberInProofs(client),
        perDay(limits, "messagesPerDay", ClientPolicy.DEFAULT.messagesPerDay()),
        perDay(
            limits, "messagesPerCountryAndDay", ClientPolicy.DEFAULT.messagesPerCountryAndDay()));
  }

  private static boolean numberInProofs(JsonNode client) {
    JsonNode value = client.path("numberInProofs");
    if (!value.isMissingNode() && !value.isBoolean()) {
      throw refused("has a numberInProofs that is not true or false");
    }
    return value.asBoolean(ClientPolicy.DEFAULT.numberInProofs());
  }

  private static int perDay(JsonNode limits, String name, int otherwise) {
    JsonNode value = limits.path(name);
    if (value.isMissingNode()) {
      return otherwise;
    }
    if (!value.isInt() || value.intValue() < 1 || value.intValue() > MOST_PER_DAY) {
      throw refused("has a limit that is not from 1 to " + MOST_PER_DAY);
    }
    return value.intValue();
  }

  private static JsonNode read(String json) {
    try {
      return JsonMapper.shared().readTree(json);
    } catch (JacksonException e) {
      throw refused("is not JSON");
    }
  }

  private static RefusedSettingException refused(String why) {
    return new RefusedSettingException(SETTING, why);
  }
}
