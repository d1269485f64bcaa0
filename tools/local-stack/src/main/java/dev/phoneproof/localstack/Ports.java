package dev.phoneproof.localstack;

import dev.phoneproof.localstack.process.LocalPort;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;

/** Which port each part of this stack listens on. */
record Ports(Map<DemoPort, Integer> numbers) {

  static Ports from(Map<String, String> environment) {
    Map<DemoPort, Integer> numbers = new EnumMap<>(DemoPort.class);
    for (DemoPort port : DemoPort.values()) {
      String value = environment.getOrDefault(port.variable(), "").strip();
      numbers.put(port, value.isEmpty() ? port.standard() : number(port.variable(), value));
    }
    requireDifferent(numbers);
    return new Ports(numbers);
  }

  /** Ports that are free now, so that nothing that runs is disturbed. */
  static Ports free() {
    Map<DemoPort, Integer> numbers = new EnumMap<>(DemoPort.class);
    Set<Integer> used = new HashSet<>();
    for (DemoPort port : DemoPort.values()) {
      int number = LocalPort.free();
      while (!used.add(number)) {
        number = LocalPort.free();
      }
      numbers.put(port, number);
    }
    return new Ports(numbers);
  }

  int of(DemoPort port) {
    return numbers.getOrDefault(port, port.standard());
  }

  /** {@code http://127.0.0.1:8080}, for example. */
  String url(DemoPort port) {
    return "http://127.0.0.1:" + of(port);
  }

  /** One line for each port that somebody else has. */
  List<String> complaints(Collection<DemoPort> wanted, IntPredicate taken) {
    return wanted.stream()
        .filter(port -> taken.test(of(port)))
        .map(port ->
            "port %d is taken, and %s needs it: free it or set %s to another one"
                .formatted(of(port), port.user(), port.variable()))
        .toList();
  }

  private static int number(String variable, String value) {
    if (!value.matches("\\d{1,5}")
        || Integer.parseInt(value) < 1
        || Integer.parseInt(value) > 65535) {
      throw new WrongUsageException(variable + " must be a port from 1 to 65535");
    }
    return Integer.parseInt(value);
  }

  private static void requireDifferent(Map<DemoPort, Integer> numbers) {
    Map<Integer, DemoPort> seen = new HashMap<>();
    numbers.forEach((port, number) -> {
      DemoPort other = seen.putIfAbsent(number, port);
      if (other != null) {
        throw new WrongUsageException(
            "port %d is set for both %s and %s"
                .formatted(number, other.variable(), port.variable()));
      }
    });
  }
}
