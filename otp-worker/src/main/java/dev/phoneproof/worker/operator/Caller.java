package dev.phoneproof.worker.operator;

import dev.phoneproof.worker.privacy.Looker;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;

/** Who makes a call that was let in. */
final class Caller {

  private Caller() {}

  /** Name and reason, as the record of calls has them. */
  static Looker of(HttpServletRequest call) {
    return new Looker(
        Objects.requireNonNull(call.getRemoteUser()),
        Objects.requireNonNull(call.getHeader(CallRecordingFilter.REASON_HEADER)));
  }
}
