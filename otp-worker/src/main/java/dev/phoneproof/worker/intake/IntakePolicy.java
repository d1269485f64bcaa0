package dev.phoneproof.worker.intake;

import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whose events are taken in.
 *
 * @param plainSources CloudEvents sources that may send numbers and PINs readable; none by default,
 *     for whoever can read the topic could read them
 */
@ConfigurationProperties("phoneproof.intake")
public record IntakePolicy(@DefaultValue Set<String> plainSources) {

  /** Takes a copy. */
  public IntakePolicy {
    plainSources = Set.copyOf(plainSources);
  }
}
