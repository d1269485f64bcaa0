package dev.phoneproof.simulator.contract;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Infobip's OpenAPI file as a check: what does this request have that the file does not allow? */
public final class Contract {
  private final Map<Operation, OperationRules> rules = new EnumMap<>(Operation.class);

  Contract(OpenApiFile file) {
    for (Operation operation : Operation.values()) {
      rules.put(operation, file.rules(operation));
    }
  }

  /** Reads the file of the class path; takes a few hundred milliseconds. */
  public static Contract load() {
    return new Contract(OpenApiFile.read());
  }

  /**
   * Empty when the request keeps the contract.
   *
   * @param query every query parameter with all its values
   */
  public List<Problem> check(
      Operation operation, Map<String, List<String>> query, Headers headers, Body body) {
    OperationRules rule = rules.get(operation);
    List<Problem> problems = new ArrayList<>();
    if (rule != null) {
      HeaderRules.authorization(headers.authorization(), problems);
      HeaderRules.accept(headers.accept(), problems);
      rule.query().check(query, problems);
      rule.body().check(headers.contentType(), body, problems);
    }
    return problems;
  }

  /** What one call allows. */
  record OperationRules(QueryRules query, BodyRules body) {}

  static boolean flag(JsonNode node, String name) {
    return node.path(name).asBoolean(false);
  }
}
