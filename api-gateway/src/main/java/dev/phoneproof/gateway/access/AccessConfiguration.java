package dev.phoneproof.gateway.access;

import dev.phoneproof.gateway.settings.KeySetting;
import java.security.SecureRandom;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires what makes verifications accessible. */
@Configuration(proxyBeanMethods = false)
class AccessConfiguration {

  @Bean
  Tokens tokens(AccessSettings settings, Clock clock) {
    return new Tokens(
        new DayKeys(KeySetting.several("PHONEPROOF_TOKEN_KEYS", settings.tokenKeys())), clock);
  }

  @Bean
  VerificationAccess verificationAccess(Tokens tokens, SecureRandom random) {
    return new VerificationAccess(tokens, new Sessions(random), new TokenCookies(tokens));
  }

  @Bean
  KnownDevices knownDevices(AccessSettings settings, SecureRandom random, Clock clock) {
    DeviceSeal seal =
        new DeviceSeal(KeySetting.several("PHONEPROOF_TOKEN_KEYS", settings.tokenKeys()));
    return new KnownDevices(seal, random, clock);
  }
}
