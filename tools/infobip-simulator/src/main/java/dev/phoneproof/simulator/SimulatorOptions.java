package dev.phoneproof.simulator;

import dev.phoneproof.simulator.twofactor.Limits;
import dev.phoneproof.simulator.twofactor.ReadyMade;
import dev.phoneproof.simulator.twofactor.StatusLookup.Timestamps;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * How to run a simulator. {@link #defaults()} are those of the command line, {@link #forTests()}
 * take any free port.
 *
 * @param address where to listen; port 0 for any free one
 * @param apiKey the only key that is accepted; null for any key that is not empty
 * @param validation whether requests are checked against the OpenAPI file
 * @param readyMade the application and template that are there from the start
 * @param limits those of the ready-made application
 * @param timestamps the unit of the status look-up
 * @param retention how much is remembered
 */
public record SimulatorOptions(
    InetSocketAddress address,
    @Nullable String apiKey,
    boolean validation,
    ReadyMade readyMade,
    Limits limits,
    Timestamps timestamps,
    Retention retention,
    Clock clock) {

  public static final int DEFAULT_PORT = 8089;

  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

  /**
   * The newest that are remembered; older ones are forgotten.
   *
   * @param messages in the inbox
   * @param numbers PINs and phone numbers, each
   */
  public record Retention(int messages, int numbers) {
    public static final Retention DEFAULTS = new Retention(10_000, 100_000);
  }

  public static SimulatorOptions defaults() {
    return new SimulatorOptions(
        new InetSocketAddress(LOOPBACK, DEFAULT_PORT),
        null,
        true,
        ReadyMade.DEFAULTS,
        Limits.INFOBIP_DEFAULTS,
        Timestamps.MILLIS,
        Retention.DEFAULTS,
        Clock.systemUTC());
  }

  public static SimulatorOptions forTests() {
    return defaults().withPort(0);
  }

  public int port() {
    return address.getPort();
  }

  public SimulatorOptions withPort(int value) {
    return withAddress(new InetSocketAddress(address.getAddress(), value));
  }

  /** Whoever reaches another address than 127.0.0.1 can read the inbox. */
  public SimulatorOptions withAddress(InetSocketAddress value) {
    return new SimulatorOptions(
        value, apiKey, validation, readyMade, limits, timestamps, retention, clock);
  }

  public SimulatorOptions withApiKey(@Nullable String value) {
    return new SimulatorOptions(
        address, value, validation, readyMade, limits, timestamps, retention, clock);
  }

  public SimulatorOptions withValidation(boolean value) {
    return new SimulatorOptions(
        address, apiKey, value, readyMade, limits, timestamps, retention, clock);
  }

  public SimulatorOptions withReadyMade(ReadyMade value) {
    return new SimulatorOptions(
        address, apiKey, validation, value, limits, timestamps, retention, clock);
  }

  public SimulatorOptions withLimits(Limits value) {
    return new SimulatorOptions(
        address, apiKey, validation, readyMade, value, timestamps, retention, clock);
  }

  public SimulatorOptions withTimestamps(Timestamps value) {
    return new SimulatorOptions(
        address, apiKey, validation, readyMade, limits, value, retention, clock);
  }

  public SimulatorOptions withRetention(Retention value) {
    return new SimulatorOptions(
        address, apiKey, validation, readyMade, limits, timestamps, value, clock);
  }

  public SimulatorOptions withClock(Clock value) {
    return new SimulatorOptions(
        address, apiKey, validation, readyMade, limits, timestamps, retention, value);
  }

  @Override
  public String toString() {
    return "SimulatorOptions[address=" + address + ", validation=" + validation + "]";
  }
}
