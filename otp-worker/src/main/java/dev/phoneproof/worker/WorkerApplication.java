package dev.phoneproof.worker;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The worker: brings events into the ledger, calls Infobip, publishes outcomes. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class WorkerApplication {

  /** Threads that run virtual threads; as many as cores unless this is set before the first. */
  private static final String CARRIERS = "jdk.virtualThreadScheduler.parallelism";

  /**
   * Loading a class holds a carrier. When all of them wait for a lock of the jar, and who has it
   * waits for a carrier, all stands still for ever: with two carriers, four first calls are enough.
   */
  private static final int FEWEST_CARRIERS = 16;

  /** Starts it. */
  public static void main(String[] args) {
    if (System.getProperty(CARRIERS) == null) {
      int cores = Runtime.getRuntime().availableProcessors();
      System.setProperty(CARRIERS, Integer.toString(Math.max(cores, FEWEST_CARRIERS)));
    }
    SpringApplication.run(WorkerApplication.class, args);
  }
}
