package dev.phoneproof.simulator.http;

import dev.phoneproof.simulator.contract.Body;
import dev.phoneproof.simulator.contract.CallKind;
import dev.phoneproof.simulator.contract.MediaType;
import dev.phoneproof.simulator.contract.Problem;
import dev.phoneproof.simulator.contract.Route;
import dev.phoneproof.simulator.twofactor.Outcome;
import java.util.List;

/** Infobip's calls: from the request to the answer. */
final class TwoFactorEndpoints {
  private final Gate gate;
  private final ApiKey apiKey;
  private final Calls calls;

  TwoFactorEndpoints(Gate gate, ApiKey apiKey, Calls calls) {
    this.gate = gate;
    this.apiKey = apiKey;
    this.calls = calls;
  }

  Answer answer(Incoming in) throws InterruptedException {
    return switch (Route.find(in.method(), in.path())) {
      case Route.Found found -> found(found, in);
      case Route.WrongMethod wrong -> {
        gate.note(in.method() + " " + wrong.path(), "method", "is not in the contract");
        yield Answer.error(405, "METHOD_NOT_ALLOWED", "Method not allowed")
            .with("Allow", String.join(", ", wrong.allowed()));
      }
      case Route.Unknown _ -> {
        gate.note(in.method() + " " + in.path(), "path", "is not in the contract");
        yield Answer.error(404, "NOT_FOUND", "Not found: this path is not in the 2FA contract");
      }
    };
  }

  private Answer found(Route.Found found, Incoming in) throws InterruptedException {
    Body body = Body.parse(in.body());
    boolean email = found.operation().kind() == CallKind.EMAIL;
    List<Problem> problems = email ? List.of() : gate.check(found.operation(), in, body);
    if (!apiKey.accepts(in.headers().authorization())) {
      return Answer.error(401, "UNAUTHORIZED", "Unauthorized");
    }
    if (email) {
      return Answer.error(404, "NOT_FOUND", "Not simulated: e-mail");
    }
    if (!problems.isEmpty()) {
      return Gate.refusal(problems);
    }
    if (MediaType.of(in.headers().contentType()) == MediaType.XML) {
      return Answer.error(415, "UNSUPPORTED_MEDIA_TYPE", "Not simulated: XML");
    }
    return calls.perform(found, in, body, outcome -> content(found, outcome));
  }

  private Answer.Content content(Route.Found found, Outcome<?> outcome) {
    return switch (outcome) {
      case Outcome.Done<?>(Object value) -> Answer.json(successStatus(found), value);
      case Outcome.Refused<?> refused -> {
        if (refused.status() == 400) {
          String request = found.operation().method() + " " + found.operation().path();
          gate.note(request, "request", refused.text());
        }
        Answer.Content error = Answer.error(refused.status(), refused.messageId(), refused.text());
        yield refused.retryAfter().isPositive()
            ? error.with("Retry-After", FaultyService.seconds(refused.retryAfter()))
            : error;
      }
    };
  }

  private static int successStatus(Route.Found found) {
    return switch (found.operation()) {
      case CREATE_APPLICATION -> 201;
      default -> 200;
    };
  }
}
