package dev.phoneproof.simulator;

/** Starts a simulator from the command line. */
public final class SimulatorMain {
  private static final int CANNOT_START = 1;
  private static final int BAD_USAGE = 2;

  private SimulatorMain() {}

  public static void main(String[] arguments) {
    if (System.getProperty("org.slf4j.simpleLogger.defaultLogLevel") == null) {
      System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn");
    }
    if (CommandLine.wantsHelp(arguments)) {
      System.out.print(CommandLine.help());
      return;
    }
    try {
      run(CommandLine.parse(arguments, System.getenv()));
    } catch (IllegalArgumentException e) {
      end(BAD_USAGE, e);
    } catch (PortTakenException e) {
      end(CANNOT_START, e);
    }
  }

  private static void run(SimulatorOptions options) {
    Simulator simulator = Simulator.start(options);
    Runtime.getRuntime().addShutdownHook(new Thread(simulator::close, "stop"));
    System.out.printf(
        "Infobip simulator (no message is really sent): inbox and API at %s/%n"
            + "Application %s, message template %s, validation %s%n",
        simulator.baseUrl(),
        simulator.applicationId(),
        simulator.messageId(),
        options.validation() ? "on" : "off");
  }

  private static void end(int status, Exception reason) {
    System.err.println("infobip-simulator: " + reason.getMessage());
    System.exit(status);
  }
}
