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

  /** Threads that run virtual threads; as many as cores unless this is set before the first. */
  private static final String CARRIERS = "jdk.virtualThreadScheduler.parallelism";

  /**
   * Loading a class holds a carrier. When all of them wait for a lock of the jar, and who has it
   * waits for a carrier, all stands still for ever: with two carriers, four first calls are enough.
   */
  private static final int FEWEST_CARRIERS = 16;

  /** Entry point. */
  public static void main(String[] args) {
    if (System.getProperty(CARRIERS) == null) {
      int cores = Runtime.getRuntime().availableProcessors();
      System.setProperty(CARRIERS, Integer.toString(Math.max(cores, FEWEST_CARRIERS)));
    }
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
