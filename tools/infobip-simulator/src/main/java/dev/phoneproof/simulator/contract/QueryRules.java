package dev.phoneproof.simulator.contract;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The query parameters of one call: all of them single strings or booleans in this file. */
record QueryRules(Map<String, Rule> parameters) {

  record Rule(String type, boolean required) {}

  static QueryRules of(JsonNode parameters) {
    Map<String, Rule> rules = new HashMap<>();
    for (JsonNode parameter : parameters) {
      if (parameter.path("in").asString("").equals("query")) {
        String type = parameter.path("schema").path("type").asString("string");
        rules.put(
            parameter.path("name").asString(),
            new Rule(type, Contract.flag(parameter, "required")));
      }
    }
    return new QueryRules(Map.copyOf(rules));
  }

  void check(Map<String, List<String>> query, List<Problem> problems) {
    query.forEach((name, values) -> checkGiven(name, values, problems));
    parameters.forEach((name, rule) -> {
      if (rule.required() && !query.containsKey(name)) {
        problems.add(new Problem("query/" + name, "is required"));
      }
    });
  }

  private void checkGiven(String name, List<String> values, List<Problem> problems) {
    Rule rule = parameters.get(name);
    if (rule == null) {
      problems.add(new Problem("query/" + name, "is not in the contract"));
    } else if (values.size() != 1) {
      problems.add(new Problem("query/" + name, "is given more than once"));
    } else if (rule.required() && values.getFirst().isEmpty()) {
      problems.add(new Problem("query/" + name, "is empty"));
    } else if (rule.type().equals("boolean") && !isBoolean(values.getFirst())) {
      problems.add(new Problem("query/" + name, "must be true or false"));
    }
  }

  private static boolean isBoolean(String value) {
    return value.equals("true") || value.equals("false");
  }
}
