package dev.phoneproof.events;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A verification's public state after a change, and the submission that it answers, if any.
 *
 * @param clientId public id of its client
 * @param state the public state; readers ignore it when they know a higher revision
 * @param answer the verdict on one submission; null when the change answers none
 */
public record VerificationChanged(String clientId, VerificationState state, @Nullable Answer answer)
    implements VerificationEvent {

  @Override
  public UUID verificationId() {
    return state.id();
  }

  @Override
  public EventType type() {
    return EventType.VERIFICATION_CHANGED;
  }
}
