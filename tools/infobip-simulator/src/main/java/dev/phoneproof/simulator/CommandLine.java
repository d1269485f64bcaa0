package dev.phoneproof.simulator;

import dev.phoneproof.simulator.SimulatorOptions.Retention;
import dev.phoneproof.simulator.twofactor.PinType;
import dev.phoneproof.simulator.twofactor.ReadyMade;
import dev.phoneproof.simulator.twofactor.StatusLookup.Timestamps;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Options from {@code --name=value} and from the environment; an argument wins. */
final class CommandLine {
  private static final int LONGEST_PIN = 32;
  private static final int MOST_RETAINED = 10_000_000;

  /** Name without dashes, and what it means. The environment variable is SIMULATOR_NAME. */
  private static final Map<String, Option> OPTIONS = new LinkedHashMap<>();

  private interface Setting {
    SimulatorOptions apply(SimulatorOptions options, String value);
  }

  private record Option(String help, Setting setting) {}

  static {
    option("port", "port to listen on, 0 for any free one (8089)", CommandLine::port);
    option(
        "address",
        "IPv4 address to listen on, in a container 0.0.0.0 (127.0.0.1)",
        CommandLine::address);
    option("api-key", "the only key accepted (any)", (o, v) -> o.withApiKey(text(v)));
    option(
        "app-id",
        "id of the ready-made application (" + ReadyMade.DEFAULTS.applicationId() + ")",
        (o, v) -> o.withReadyMade(o.readyMade().withIds(text(v), o.readyMade().messageId())));
    option(
        "message-id",
        "id of the ready-made template (" + ReadyMade.DEFAULTS.messageId() + ")",
        (o, v) -> o.withReadyMade(o.readyMade().withIds(o.readyMade().applicationId(), text(v))));
    option(
        "message-text",
        "text of the ready-made template, with {{pin}}",
        (o, v) -> o.withReadyMade(o.readyMade().withMessage(withPin(v), o.readyMade().senderId())));
    option(
        "sender-id",
        "its sender (PhoneProof)",
        (o, v) -> o.withReadyMade(o.readyMade().withMessage(o.readyMade().messageText(), text(v))));
    option(
        "pin-type",
        "numeric, alpha, hex or alphanumeric (numeric)",
        (o, v) ->
            o.withReadyMade(
                o.readyMade().withPin(choice(PinType.class, v), o.readyMade().pinLength())));
    option(
        "pin-length",
        "length of its PINs (6)",
        (o, v) ->
            o.withReadyMade(
                o.readyMade().withPin(o.readyMade().pinType(), number(v, 1, LONGEST_PIN))));
    limits();
    option(
        "validation",
        "check requests against the OpenAPI file, on or off (on)",
        CommandLine::validation);
    option(
        "status-timestamps",
        "unit of the status look-up, millis or seconds (millis)",
        (o, v) -> o.withTimestamps(choice(Timestamps.class, v)));
    option(
        "inbox-size",
        "messages kept (10000)",
        (o, v) ->
            o.withRetention(new Retention(number(v, 1, MOST_RETAINED), o.retention().numbers())));
    option(
        "retained",
        "PINs and numbers remembered, each (100000)",
        (o, v) ->
            o.withRetention(new Retention(o.retention().messages(), number(v, 1, MOST_RETAINED))));
  }

  private CommandLine() {}

  private static void limits() {
    option(
        "pin-attempts",
        "wrong guesses for a PIN (10)",
        (o, v) -> o.withLimits(o.limits().withPinAttempts(number(v, 1, 1_000_000))));
    option(
        "allow-multiple-pin-verifications",
        "true or false (true)",
        (o, v) -> o.withLimits(o.limits().withAllowMultiplePinVerifications(flag(v))));
    option(
        "pin-time-to-live",
        "validity of a PIN (15m)",
        (o, v) -> o.withLimits(o.limits().withPinTimeToLive(v)));
    option(
        "verify-pin-limit",
        "verify calls for a number (1/3s)",
        (o, v) -> o.withLimits(o.limits().withVerifyPinLimit(v)));
    option(
        "send-pin-per-application-limit",
        "sends in all (10000/1d)",
        (o, v) -> o.withLimits(o.limits().withSendPinPerApplicationLimit(v)));
    option(
        "send-pin-per-phone-number-limit",
        "sends to a number (3/1d)",
        (o, v) -> o.withLimits(o.limits().withSendPinPerPhoneNumberLimit(v)));
  }

  private static void option(String name, String help, Setting setting) {
    OPTIONS.put(name, new Option(help, setting));
  }

  static boolean wantsHelp(String[] arguments) {
    return Arrays.asList(arguments).contains("--help");
  }

  static String help() {
    StringBuilder help = new StringBuilder("Plays Infobip's 2FA service. Options (default):\n\n");
    OPTIONS.forEach(
        (name, option) -> help.append("  --%-34s %s%n".formatted(name + "=…", option.help())));
    return help.append("\nEach is also read from the environment, as SIMULATOR_PORT and so on.\n")
        .toString();
  }

  /**
   * Reads the environment, then the arguments.
   *
   * @throws IllegalArgumentException naming the option that is unknown or malformed
   */
  static SimulatorOptions parse(String[] arguments, Map<String, String> environment) {
    SimulatorOptions options = SimulatorOptions.defaults();
    for (String name : OPTIONS.keySet()) {
      String value = environment.get(variable(name));
      if (value != null && !value.isEmpty()) {
        options = apply(options, name, value, variable(name));
      }
    }
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      String name = equals < 0 ? argument : argument.substring(0, equals);
      if (!name.startsWith("--") || !OPTIONS.containsKey(name.substring(2))) {
        throw new IllegalArgumentException("unknown option " + name + " (--help lists them)");
      }
      if (equals < 0) {
        throw new IllegalArgumentException(name + " needs a value, as in " + name + "=…");
      }
      options = apply(options, name.substring(2), argument.substring(equals + 1), name);
    }
    return options;
  }

  private static SimulatorOptions apply(
      SimulatorOptions options, String name, String value, String shownName) {
    Option option = OPTIONS.get(name);
    try {
      return option == null ? options : option.setting().apply(options, value);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(shownName + " " + e.getMessage(), e);
    }
  }

  private static String variable(String name) {
    return "SIMULATOR_" + name.toUpperCase(Locale.ROOT).replace('-', '_');
  }

  private static SimulatorOptions port(SimulatorOptions options, String value) {
    return options.withPort(number(value, 0, 65_535));
  }

  private static SimulatorOptions address(SimulatorOptions options, String value) {
    try {
      InetAddress address = Inet4Address.ofLiteral(value);
      return options.withAddress(new InetSocketAddress(address, options.port()));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("must be an IPv4 address", e);
    }
  }

  private static SimulatorOptions validation(SimulatorOptions options, String value) {
    return switch (value) {
      case "on" -> options.withValidation(true);
      case "off" -> options.withValidation(false);
      default -> throw new IllegalArgumentException("must be on or off");
    };
  }

  private static String text(String value) {
    if (value.isBlank() || value.length() > 200) {
      throw new IllegalArgumentException("must be 1 to 200 characters");
    }
    return value;
  }

  private static String withPin(String value) {
    if (!text(value).contains("{{pin}}")) {
      throw new IllegalArgumentException("must contain {{pin}}");
    }
    return value;
  }

  private static boolean flag(String value) {
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("must be true or false");
    };
  }

  private static int number(String value, int least, int most) {
    String range = "must be a whole number from " + least + " to " + most;
    if (!value.matches("[0-9]{1,9}")) {
      throw new IllegalArgumentException(range);
    }
    int number = Integer.parseInt(value);
    if (number < least || number > most) {
      throw new IllegalArgumentException(range);
    }
    return number;
  }

  private static <E extends Enum<E>> E choice(Class<E> type, String value) {
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equalsIgnoreCase(value)) {
        return constant;
      }
    }
    throw new IllegalArgumentException(
        "must be one of " + Arrays.toString(type.getEnumConstants()).toLowerCase(Locale.ROOT));
  }
}
