package dev.phoneproof.worker;

import dev.phoneproof.events.sealing.Opener;
import dev.phoneproof.worker.verification.NumberHash;
import java.time.Clock;
import java.util.Base64;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class WorkerConfiguration {

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Bean
  NumberHash numberHash(@Value("${phoneproof.lookup-key}") String key) {
    return new NumberHash(Base64.getDecoder().decode(key));
  }

  @Bean
  Opener opener(@Value("${phoneproof.sealing-private-keys}") String keys) {
    return Opener.of(keys);
  }
}
