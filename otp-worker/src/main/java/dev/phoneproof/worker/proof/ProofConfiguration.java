package dev.phoneproof.worker.proof;

import dev.phoneproof.worker.client.Clients;
import java.time.Clock;
import java.util.Base64;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ProofConfiguration {

  @Bean
  ProofSigner proofSigner(
      @Value("${phoneproof.proof-keys}") String keys,
      @Value("${phoneproof.lookup-key}") String lookupKey,
      ProofPolicy policy,
      Clients clients,
      Clock clock) {
    NumberTags tags = new NumberTags(Base64.getDecoder().decode(lookupKey));
    return new ProofSigner(ProofKeys.parse(keys), policy, clients, tags, clock);
  }
}
