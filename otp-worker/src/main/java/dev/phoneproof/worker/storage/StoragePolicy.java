package dev.phoneproof.worker.storage;

import static dev.phoneproof.worker.settings.RefusedSettingException.unlessWithin;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How what is sealed follows a change of keys.
 *
 * @param resealPerSecond numbers that each worker seals anew in a second after the primary key has
 *     changed; 1 to 10,000
 */
@ConfigurationProperties("phoneproof.storage")
public record StoragePolicy(@DefaultValue("1000") int resealPerSecond) {

  /** Checks the bounds. */
  public StoragePolicy {
    unlessWithin("PHONEPROOF_STORAGE_RESEAL_PER_SECOND", resealPerSecond, 1, 10_000);
  }
}
