package dev.phoneproof.gateway;

import java.security.SecureRandom;
import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;

/**
 * Starts the gateway. Spring's Kafka templates are left out: their listeners log the content of a
 * record that could not be sent, and a record can hold a number or a PIN.
 */
@SpringBootApplication(exclude = KafkaAutoConfiguration.class, proxyBeanMethods = false)
@ConfigurationPropertiesScan
@EnableConfigurationProperties(KafkaProperties.class)
public class GatewayApplication {

  /** Entry point. */
  public static void main(String[] args) {
    SpringApplication.run(GatewayApplication.class, args);
  }

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Bean
  SecureRandom secureRandom() {
    return new SecureRandom();
  }
}
