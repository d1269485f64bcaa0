package dev.phoneproof.acceptance;

import dev.phoneproof.localstack.postgres.DatabaseRoles;
import dev.phoneproof.testservers.TestPostgres;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/** The environments in which the applications are started. */
public final class Settings {

  private Settings() {}

  public static Map<String, String> gateway(String bootstrapServers, URI address, URI management) {
    Map<String, String> settings = new HashMap<>();
    settings.put("KAFKA_BOOTSTRAP_SERVERS", bootstrapServers);
    settings.put("PHONEPROOF_CLIENTS", ApiClient.setting());
    settings.put("PHONEPROOF_GATEWAY_PROXIES", Browser.PROXY);
    settings.put("PHONEPROOF_TOKEN_KEYS", Keys.random());
    settings.put("PHONEPROOF_ID_KEY", Keys.random());
    settings.put("PHONEPROOF_SEALING_PUBLIC_KEYS", Keys.sealingPublic());
    settings.put("PHONEPROOF_COUNTRIES_HOME_COUNTRIES", "HR");
    settings.put("PHONEPROOF_PROOF_PUBLIC_KEYS", Keys.proofPublic());
    settings.put("SERVER_ADDRESS", address.getHost());
    settings.put("SERVER_PORT", Integer.toString(address.getPort()));
    settings.put("MANAGEMENT_SERVER_PORT", Integer.toString(management.getPort()));
    return settings;
  }

  public static Map<String, String> worker(
      String bootstrapServers, TestPostgres postgres, Simulator simulator, URI management) {
    Map<String, String> settings = new HashMap<>();
    settings.put("KAFKA_BOOTSTRAP_SERVERS", bootstrapServers);
    String database = postgres.newDatabase();
    DatabaseRoles.setUp(Layout.root(), database, postgres.username(), postgres.password());
    settings.put("DATABASE_URL", database);
    settings.putAll(DatabaseRoles.settings());
    settings.put("INFOBIP_BASE_URL", simulator.address().toString());
    settings.put("INFOBIP_API_KEY", "a-key-of-the-acceptance-tests");
    settings.put("INFOBIP_2FA_APP_ID", simulator.applicationId());
    settings.put("INFOBIP_2FA_MESSAGE_ID", simulator.messageId());
    settings.put("PHONEPROOF_LOOKUP_KEY", Keys.random());
    settings.put("PHONEPROOF_STORAGE_KEYS", Keys.keyset());
    settings.put("PHONEPROOF_SEALING_PRIVATE_KEYS", Keys.sealingPrivate());
    settings.put("PHONEPROOF_PROOF_KEYS", Keys.proofPrivate());
    settings.put("PHONEPROOF_PROOF_ISSUER", Keys.ISSUER);
    settings.put("PHONEPROOF_VERIFICATION_PIN_LIFETIME", RunningSystem.PIN_LIFETIME.toString());
    settings.put(
        "PHONEPROOF_VERIFICATION_RESEND_COOLDOWN", RunningSystem.RESEND_COOLDOWN.toString());
    settings.put("MANAGEMENT_SERVER_PORT", Integer.toString(management.getPort()));
    return settings;
  }
}
