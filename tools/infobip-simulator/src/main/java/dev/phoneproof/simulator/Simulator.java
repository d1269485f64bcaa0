package dev.phoneproof.simulator;

import dev.phoneproof.simulator.contract.Violation;
import dev.phoneproof.simulator.contract.Violations;
import dev.phoneproof.simulator.fault.ActiveFault;
import dev.phoneproof.simulator.fault.Fault;
import dev.phoneproof.simulator.fault.Faults;
import dev.phoneproof.simulator.http.Control;
import dev.phoneproof.simulator.http.SimulatorServer;
import dev.phoneproof.simulator.inbox.Inbox;
import dev.phoneproof.simulator.inbox.Message;
import dev.phoneproof.simulator.twofactor.Pins.Guesses;
import dev.phoneproof.simulator.twofactor.Traffic;
import dev.phoneproof.simulator.twofactor.TwoFactor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;

/**
 * A running simulator of Infobip's 2FA service, for tests in the same process. All that it offers
 * is there over HTTP too, for those in another one.
 *
 * <pre>{@code
 * try (Simulator infobip = Simulator.start(SimulatorOptions.forTests())) {
 *   infobip.define(Fault.on(CallKind.SEND, Effect.reset(Acceptance.AFTER)).times(1));
 *   // … point the application at infobip.baseUrl() and let it send …
 *   Message message = infobip.expectMessage("385911234567", Duration.ofSeconds(5));
 *   assertThat(infobip.traffic("385911234567").sends()).isEqualTo(1);
 * }
 * }</pre>
 */
public final class Simulator implements AutoCloseable {
  private final SimulatorOptions options;
  private final Control control;
  private final SimulatorServer server;

  private Simulator(SimulatorOptions options) {
    this.options = options;
    SimulatorClock clock = new SimulatorClock(options.clock());
    SecureRandom random = new SecureRandom();
    Inbox inbox = new Inbox(options.retention().messages());
    TwoFactor.Setup service =
        new TwoFactor.Setup(
            options.readyMade(),
            options.limits(),
            options.timestamps(),
            options.retention().numbers());
    control =
        new Control(
            new TwoFactor(service, inbox, random, clock),
            inbox,
            new Faults(random, clock),
            new Violations(clock),
            clock);
    server =
        new SimulatorServer(
            new SimulatorServer.Setup(
                options.address(), options.apiKey(), options.validation(), options.readyMade()),
            control);
  }

  /**
   * Starts one, on 127.0.0.1 unless the options say otherwise.
   *
   * @throws PortTakenException when the port cannot be had
   */
  public static Simulator start(SimulatorOptions options) {
    Simulator simulator = new Simulator(options);
    try {
      simulator.server.start();
    } catch (IOException e) {
      throw new PortTakenException(options.address(), e);
    }
    return simulator;
  }

  public int port() {
    return server.port();
  }

  /** What to set as Infobip's base URL. */
  public URI baseUrl() {
    InetAddress address = options.address().getAddress();
    String host = address.isAnyLocalAddress() ? "127.0.0.1" : address.getHostAddress();
    return URI.create("http://" + host + ":" + port());
  }

  public String applicationId() {
    return options.readyMade().applicationId();
  }

  public String messageId() {
    return options.readyMade().messageId();
  }

  /** Orders a fault, behind those that were ordered before. */
  public ActiveFault define(Fault fault) {
    return control.faults().add(fault);
  }

  public void clearFaults() {
    control.faults().clear();
  }

  /**
   * Waits for the first message to a number.
   *
   * @param to digits without a plus
   * @throws AssertionError when none comes in time
   */
  public Message expectMessage(String to, Duration within) {
    return expectMessage(to, 0, within);
  }

  /**
   * Waits for the first message to a number behind one that is known.
   *
   * @param after the {@code seq} of the message that is known
   * @throws AssertionError when none comes in time
   */
  public Message expectMessage(String to, long after, Duration within) {
    try {
      List<Message> messages = control.inbox().await(to, after, within);
      if (messages.isEmpty()) {
        throw new AssertionError("No message to the number within " + within);
      }
      return messages.getFirst();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** All messages to a number, oldest first. */
  public List<Message> messages(String to) {
    return control.inbox().messages(to, 0);
  }

  /** All messages, oldest first. */
  public List<Message> messages() {
    return control.inbox().messages(null, 0);
  }

  public Traffic.Counts traffic() {
    return control.service().traffic().total();
  }

  public Traffic.Counts traffic(String to) {
    return control.service().traffic().of(to);
  }

  public Guesses guesses(String pinId) {
    return control.service().pins().guesses(pinId);
  }

  /** Requests that the contract does not allow, oldest first. */
  public List<Violation> violations() {
    return control.violations().all();
  }

  /** Puts the simulator's clock forward, so that PINs expire and limits free up. */
  public void advance(Duration by) {
    control.clock().advance(by);
  }

  /** As after the start, but for applications and templates, which stay. */
  public void reset() {
    control.reset();
  }

  @Override
  public void close() {
    server.stop();
  }
}
