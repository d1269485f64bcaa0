package dev.phoneproof.worker.storage;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class StorageConfiguration {

  @Bean
  StorageKeyset storageKeyset(@Value("${phoneproof.storage-keys}") String json) {
    return StorageKeyset.parse(json);
  }

  @Bean
  Vault vault(StorageKeyset keys) {
    return new Vault(keys);
  }
}
