package dev.phoneproof.simulator.contract;

import java.time.Instant;
import java.util.List;

/**
 * A request that the contract does not allow. It holds places and rules, never what was sent there,
 * so neither a number nor a PIN can get into it.
 *
 * @param request method and path, parameters in braces
 */
public record Violation(Instant at, String request, List<Problem> problems) {
  public Violation {
    request = Redaction.digits(request);
    problems = List.copyOf(problems);
  }
}
