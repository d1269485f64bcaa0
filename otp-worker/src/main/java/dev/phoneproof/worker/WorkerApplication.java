package dev.phoneproof.worker;

import dev.phoneproof.worker.settings.SettingFault;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The worker: brings events into the ledger, calls Infobip, publishes outcomes. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class WorkerApplication {

  /** Starts it, or says in one line which setting keeps it from starting. */
  public static void main(String[] args) {
    try {
      SpringApplication.run(WorkerApplication.class, args);
    } catch (RuntimeException e) {
      String fault = SettingFault.in(e).orElseThrow(() -> e);
      System.err.println("otp-worker does not start: " + fault);
      System.exit(1);
    }
  }
}
