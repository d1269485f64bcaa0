package dev.phoneproof.simulator.contract;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which call of the contract a method and a path name. */
public sealed interface Route {

  /** A call of the contract, with the values of its path parameters. */
  record Found(Operation operation, Map<String, String> parameters) implements Route {
    public String parameter(String name) {
      return parameters.getOrDefault(name, "");
    }

    /** A pinId is as good as a session, so no parameter is printed. */
    @Override
    public String toString() {
      return "Found[" + operation + "]";
    }
  }

  /** The path is in the contract, the method is not. */
  record WrongMethod(String path, List<String> allowed) implements Route {}

  /** The path is not in the contract. */
  record Unknown() implements Route {}

  static Route find(String method, String path) {
    List<String> segments = List.of(path.substring(1).split("/", -1));
    List<Operation> samePath = new ArrayList<>();
    for (Operation operation : Operation.values()) {
      Optional<Map<String, String>> parameters = match(operation.segments(), segments);
      if (parameters.isPresent()) {
        if (operation.method().equals(method)) {
          return new Found(operation, parameters.get());
        }
        samePath.add(operation);
      }
    }
    return samePath.isEmpty()
        ? new Unknown()
        : new WrongMethod(
            samePath.getFirst().path(), samePath.stream().map(Operation::method).toList());
  }

  private static Optional<Map<String, String>> match(List<String> template, List<String> actual) {
    if (template.size() != actual.size()) {
      return Optional.empty();
    }
    Map<String, String> parameters = HashMap.newHashMap(2);
    for (int i = 0; i < template.size(); i++) {
      String expected = template.get(i);
      String value = actual.get(i);
      if (expected.startsWith("{") && !value.isEmpty()) {
        parameters.put(expected.substring(1, expected.length() - 1), value);
      } else if (!expected.equals(value)) {
        return Optional.empty();
      }
    }
    return Optional.of(parameters);
  }
}
