package dev.phoneproof.worker;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The worker: brings events into the ledger, calls Infobip, publishes outcomes. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class WorkerApplication {

  /** Starts it. */
  public static void main(String[] args) {
    SpringApplication.run(WorkerApplication.class, args);
  }
}
