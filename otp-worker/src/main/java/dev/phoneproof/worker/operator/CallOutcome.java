package dev.phoneproof.worker.operator;

import jakarta.servlet.http.HttpServletRequest;

/** What the record of a call says came of it: {@code done}, a problem's code, or more. */
final class CallOutcome {

  private static final String ATTRIBUTE = CallOutcome.class.getName();

  private CallOutcome() {}

  static void set(HttpServletRequest request, String outcome) {
    request.setAttribute(ATTRIBUTE, outcome);
  }

  static String of(HttpServletRequest request) {
    return request.getAttribute(ATTRIBUTE) instanceof String outcome ? outcome : "done";
  }
}
