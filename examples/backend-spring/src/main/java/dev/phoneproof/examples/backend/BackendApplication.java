package dev.phoneproof.examples.backend;

import java.security.SecureRandom;
import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;

/** A small backend: {@code POST /logins}, then {@code POST /logins/{id}/proof}. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class BackendApplication {

  public static void main(String[] arguments) {
    SpringApplication.run(BackendApplication.class, arguments);
  }

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Bean
  SecureRandom random() {
    return new SecureRandom();
  }
}
