package dev.phoneproof.simulator.http;

import dev.phoneproof.simulator.fault.FaultView;
import dev.phoneproof.simulator.twofactor.Outcome;
import dev.phoneproof.simulator.twofactor.ReadyMade;
import dev.phoneproof.simulator.twofactor.Traffic;
import java.util.LinkedHashMap;
import java.util.Map;

/** The simulator at a glance, for the page and for a person with curl. */
record Overview(ReadyMade readyMade, boolean validation) {
  private static final String NOTICE = "This is a simulator: no message is really sent.";

  Map<String, Object> of(Control control) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("notice", NOTICE);
    view.put("now", control.clock().instant());
    view.put("clockAhead", control.clock().ahead().toString());
    view.put("applicationId", readyMade.applicationId());
    view.put("messageId", readyMade.messageId());
    if (control.service().applications().get(readyMade.applicationId())
        instanceof Outcome.Done<?>(Object application)) {
      view.put("application", application);
    }
    view.put("validation", validation ? "on" : "off");
    view.put("violations", control.violations().total());
    view.put("traffic", total(control.service().traffic()));
    view.put("forgottenPins", control.service().pins().forgotten());
    view.put("faults", control.faults().all().stream().map(FaultView::of).toList());
    return view;
  }

  static Map<String, Object> total(Traffic traffic) {
    Traffic.Counts counts = traffic.total();
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("sendCalls", counts.sendCalls());
    view.put("sends", counts.sends());
    view.put("resendCalls", counts.resendCalls());
    view.put("resends", counts.resends());
    view.put("verifyCalls", counts.verifyCalls());
    view.put("guesses", counts.guesses());
    view.put("numbers", traffic.numbers());
    view.put("numbersSentMoreThanOnce", traffic.numbersSentMoreThanOnce());
    return view;
  }
}
