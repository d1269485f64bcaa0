package dev.phoneproof.simulator.contract;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What may come as a body. */
sealed interface BodyRules {

  void check(@Nullable String contentType, Body body, List<Problem> problems);

  /** The call takes no body. */
  record None() implements BodyRules {
    @Override
    public void check(@Nullable String contentType, Body body, List<Problem> problems) {
      if (!(body instanceof Body.Absent)) {
        problems.add(new Problem("body", "this call takes none"));
      }
    }
  }

  /** The call takes JSON of a schema. */
  record JsonBody(Schema schema, boolean required) implements BodyRules {
    @Override
    public void check(@Nullable String contentType, Body body, List<Problem> problems) {
      if (body instanceof Body.Absent) {
        if (required) {
          problems.add(new Problem("body", "is required"));
        }
        return;
      }
      MediaType type = MediaType.of(contentType);
      if (type == MediaType.OTHER) {
        problems.add(new Problem("header/Content-Type", "must be application/json"));
      }
      switch (body) {
        case Body.Json json ->
            schema.validate(json.value()).forEach(error -> problems.add(problem(error)));
        case Body.NotJson _ when type != MediaType.XML ->
            problems.add(new Problem("body", "is not one valid JSON value"));
        case Body.NotJson _, Body.Absent _ -> {
          // XML is in the contract, and whoever serves it has to look at it.
        }
      }
    }

    private static Problem problem(Error error) {
      return new Problem("body" + error.getInstanceLocation(), error.getMessage());
    }
  }
}
