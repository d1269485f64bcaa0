package dev.phoneproof.simulator.http;

import dev.phoneproof.simulator.contract.Body;
import dev.phoneproof.simulator.fault.ActiveFault;
import dev.phoneproof.simulator.fault.Fault;
import dev.phoneproof.simulator.fault.FaultDefinition;
import dev.phoneproof.simulator.fault.FaultView;
import dev.phoneproof.simulator.twofactor.TimeSpan;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/** The control calls, {@code /simulator/…}: what tests and the page use. */
final class ControlEndpoints {
  private static final String FAULTS = "/simulator/faults";
  private static final long LONGEST_WAIT_SECONDS = 60;

  private final Control control;
  private final Overview overview;

  ControlEndpoints(Control control, Overview overview) {
    this.control = control;
    this.overview = overview;
  }

  Answer answer(Incoming in) throws InterruptedException {
    try {
      return switch (in.method() + " " + in.path()) {
        case "GET /simulator" -> Answer.json(200, overview.of(control));
        case "GET /simulator/inbox" -> inbox(in);
        case "GET /simulator/inbox/stream" -> new Answer.Events(streamStart(in));
        case "DELETE /simulator/inbox" -> done(control.inbox()::clear);
        case "GET /simulator/sends" -> sends(in);
        case "GET /simulator/verifies" ->
            Answer.json(200, control.service().pins().guesses(required(in, "pinId")));
        case "GET /simulator/violations" -> Answer.json(200, control.violations().all());
        case "DELETE /simulator/violations" -> done(control.violations()::clear);
        case "GET " + FAULTS -> faults();
        case "POST " + FAULTS -> addFaults(in, false);
        case "PUT " + FAULTS -> addFaults(in, true);
        case "DELETE " + FAULTS -> done(control.faults()::clear);
        case "GET /simulator/clock" -> clock();
        case "POST /simulator/clock" -> advance(in);
        case "DELETE /simulator/clock" -> done(control.clock()::reset);
        case "POST /simulator/reset" -> done(control::reset);
        default -> oneFault(in);
      };
    } catch (IllegalArgumentException e) {
      return problem(400, Objects.requireNonNullElse(e.getMessage(), "bad request"));
    }
  }

  /** The control calls have an error format of their own, so that nobody takes it for Infobip's. */
  static Answer.Content problem(int status, String text) {
    return Answer.json(status, Map.of("error", text));
  }

  private static Answer done(Runnable order) {
    order.run();
    return Answer.noContent();
  }

  private Answer inbox(Incoming in) throws InterruptedException {
    long wait = Math.min(LONGEST_WAIT_SECONDS, number(in, "wait"));
    return Answer.json(
        200,
        control.inbox().await(in.parameter("to"), number(in, "after"), Duration.ofSeconds(wait)));
  }

  private long streamStart(Incoming in) {
    String last = in.lastEventId();
    return last != null && last.matches("[0-9]{1,18}") ? Long.parseLong(last) : number(in, "after");
  }

  private Answer sends(Incoming in) {
    var traffic = control.service().traffic();
    String to = in.parameter("to");
    return to == null
        ? Answer.json(200, Overview.total(traffic))
        : Answer.json(200, traffic.of(to));
  }

  private Answer faults() {
    return Answer.json(200, control.faults().all().stream().map(FaultView::of).toList());
  }

  /** All or none: a wrong definition changes nothing. */
  private Answer addFaults(Incoming in, boolean replace) {
    JsonNode json = Body.parse(in.body()).json();
    if (json == null) {
      throw new IllegalArgumentException("the body must be a fault or a list of faults, as JSON");
    }
    List<Fault> faults = FaultDefinition.parseAll(json);
    if (replace) {
      control.faults().clear();
    }
    List<ActiveFault> added = faults.stream().map(control.faults()::add).toList();
    return Answer.json(200, added.stream().map(FaultView::of).toList());
  }

  private Answer oneFault(Incoming in) {
    String id = in.path().startsWith(FAULTS + "/") ? in.path().substring(FAULTS.length() + 1) : "";
    boolean removed =
        in.method().equals("DELETE")
            && id.matches("[0-9]{1,18}")
            && control.faults().remove(Long.parseLong(id));
    return removed ? Answer.noContent() : problem(404, "no such control call or fault");
  }

  private Answer clock() {
    return Answer.json(
        200,
        Map.of(
            "now", control.clock().instant().toString(),
            "ahead", control.clock().ahead().toString()));
  }

  private Answer advance(Incoming in) {
    control.clock().advance(TimeSpan.parse(required(in, "advance")).duration());
    return clock();
  }

  private static String required(Incoming in, String name) {
    String value = in.parameter(name);
    if (value == null) {
      throw new IllegalArgumentException("query parameter " + name + " is required");
    }
    return value;
  }

  private static long number(Incoming in, String name) {
    String value = in.parameter(name);
    if (value == null) {
      return 0;
    }
    if (!value.matches("[0-9]{1,18}")) {
      throw new IllegalArgumentException(name + " must be a whole number");
    }
    return Long.parseLong(value);
  }
}
