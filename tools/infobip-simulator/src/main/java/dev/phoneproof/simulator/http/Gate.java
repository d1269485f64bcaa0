package dev.phoneproof.simulator.http;

import dev.phoneproof.simulator.contract.Body;
import dev.phoneproof.simulator.contract.Contract;
import dev.phoneproof.simulator.contract.Operation;
import dev.phoneproof.simulator.contract.Problem;
import dev.phoneproof.simulator.contract.Violations;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** Validation, on or off. */
final class Gate {
  private final @Nullable FutureTask<Contract> contract;
  private final Violations violations;

  Gate(boolean on, Violations violations) {
    this.violations = violations;
    this.contract = on ? new FutureTask<>(Contract::load) : null;
    if (contract != null) {
      // Beside the start, which is faster so; the first request waits for what is left.
      Thread.ofVirtual().name("contract").start(contract);
    }
  }

  boolean on() {
    return contract != null;
  }

  List<Problem> check(Operation operation, Incoming in, Body body) {
    if (contract == null) {
      return List.of();
    }
    List<Problem> problems = contract().check(operation, in.query(), in.headers(), body);
    if (!problems.isEmpty()) {
      violations.record(operation.method() + " " + operation.path(), problems);
    }
    return problems;
  }

  /** Notes what was refused for a reason that no schema knows. */
  void note(String request, String where, String what) {
    if (contract != null) {
      violations.record(request, List.of(new Problem(where, what)));
    }
  }

  static Answer.Content refusal(List<Problem> problems) {
    Map<String, List<String>> errors = new LinkedHashMap<>();
    problems.forEach(problem ->
        errors.computeIfAbsent(problem.where(), _ -> new ArrayList<>()).add(problem.what()));
    Problem first = problems.getFirst();
    return Answer.error(400, "BAD_REQUEST", first.where() + ": " + first.what(), errors);
  }

  private Contract contract() {
    try {
      return Objects.requireNonNull(contract).get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("The OpenAPI file could not be read", e.getCause());
    }
  }
}
