package dev.phoneproof.simulator.twofactor;

import dev.phoneproof.simulator.inbox.Inbox;
import java.time.Clock;
import java.util.random.RandomGenerator;

/** The simulated service: its parts, wired. */
public final class TwoFactor {
  private final Applications applications;
  private final Templates templates;
  private final Pins pins;
  private final Traffic traffic;
  private final Sending sending;
  private final Verifying verifying;
  private final StatusLookup statusLookup;

  /**
   * How the service begins.
   *
   * @param retained how many PINs and numbers are remembered; the oldest are forgotten
   */
  public record Setup(
      ReadyMade readyMade, Limits limits, StatusLookup.Timestamps timestamps, int retained) {}

  /**
   * Wires the parts and makes the ready-made application.
   *
   * @throws IllegalArgumentException when the ready-made template is not a valid one
   */
  public TwoFactor(Setup setup, Inbox inbox, RandomGenerator random, Clock clock) {
    Secrets secrets = new Secrets(random);
    applications = new Applications(secrets, setup.retained(), setup.limits());
    templates = new Templates(applications, secrets);
    pins = new Pins(setup.retained());
    traffic = new Traffic(setup.retained());
    sending = new Sending(applications, pins, inbox, traffic, secrets, clock);
    verifying = new Verifying(pins, traffic, clock);
    statusLookup = new StatusLookup(applications, setup.timestamps());
    prepare(setup.readyMade());
  }

  private void prepare(ReadyMade ready) {
    applications.ready(ready.applicationId(), "Ready-made application");
    Outcome<Template> made =
        templates.put(
            ready.applicationId(),
            ready.messageId(),
            new Wire.TemplateRequest(
                ready.messageText(),
                ready.pinType(),
                ready.pinLength(),
                null,
                ready.senderId(),
                null,
                null,
                null,
                null));
    if (made instanceof Outcome.Refused<Template> refused) {
      throw new IllegalArgumentException(refused.text());
    }
  }

  public Applications applications() {
    return applications;
  }

  public Templates templates() {
    return templates;
  }

  public Pins pins() {
    return pins;
  }

  public Traffic traffic() {
    return traffic;
  }

  public Sending sending() {
    return sending;
  }

  public Verifying verifying() {
    return verifying;
  }

  public StatusLookup statusLookup() {
    return statusLookup;
  }

  /** Forgets PINs, numbers and counts; applications and templates stay. */
  public void forget() {
    pins.clear();
    traffic.clear();
    applications.forget();
  }
}
