package dev.phoneproof.simulator.http;

import java.util.Map;
import java.util.Set;

/** Sends a request to the part that answers it. */
final class Site {
  private static final Set<String> OWN_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

  private final TwoFactorEndpoints twoFactor;
  private final ControlEndpoints control;
  private final PageFiles page;

  Site(TwoFactorEndpoints twoFactor, ControlEndpoints control, PageFiles page) {
    this.twoFactor = twoFactor;
    this.control = control;
    this.page = page;
  }

  Answer answer(Incoming in) throws InterruptedException {
    if (in.tooLarge()) {
      return Answer.error(413, "PAYLOAD_TOO_LARGE", "The body is larger than any call needs");
    }
    return isOurs(in.path()) ? ours(in) : twoFactor.answer(in);
  }

  private static boolean isOurs(String path) {
    boolean topLevel = path.lastIndexOf('/') == 0 && !path.equals("/2fa");
    return topLevel || path.startsWith("/simulator/");
  }

  private Answer ours(Incoming in) throws InterruptedException {
    if (in.path().equals("/health")) {
      return Answer.json(200, Map.of("status", "UP"));
    }
    if (!OWN_NAMES.contains(in.host())) {
      // A page of another site could rebind its name to this address and read the PINs.
      return ControlEndpoints.problem(421, "use the simulator by its own name, such as localhost");
    }
    Answer file = page.find(in);
    return file != null ? file : control.answer(in);
  }
}
