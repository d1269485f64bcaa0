package dev.phoneproof.worker.client;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the clients. */
@Configuration(proxyBeanMethods = false)
class ClientsConfiguration {

  @Bean
  Clients clients(@Value("${phoneproof.clients:}") String clients) {
    return Clients.parse(clients);
  }
}
