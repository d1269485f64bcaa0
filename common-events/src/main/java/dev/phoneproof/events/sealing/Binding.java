package dev.phoneproof.events.sealing;

import dev.phoneproof.events.CloudEvent;
import dev.phoneproof.events.Event;
import dev.phoneproof.events.EventType;
import dev.phoneproof.events.VerificationEvent;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a sealed member belongs to. It stands in the protected header, so that nobody can move a
 * sealed number or PIN into another event.
 *
 * @param verificationId the verification; null for an event that is about none
 * @param eventId the CloudEvents id of the event
 * @param eventType the event's type
 * @param clientId public id of the client whose verification it is; null where there is none
 * @param member name of the member in the event's JSON
 */
public record Binding(
    @Nullable UUID verificationId,
    String eventId,
    EventType eventType,
    @Nullable String clientId,
    String member) {

  static Binding of(CloudEvent<? extends Event> event, String member) {
    return event.data() instanceof VerificationEvent data
        ? new Binding(data.verificationId(), event.id(), data.type(), data.clientId(), member)
        : new Binding(null, event.id(), event.data().type(), null, member);
  }

  /** The header's members for it; what is null has none. */
  Map<String, String> headerMembers() {
    Map<String, String> members = new TreeMap<>();
    members.put("eventId", eventId);
    members.put("eventType", eventType.ceType());
    members.put("member", member);
    if (verificationId != null) {
      members.put("verificationId", verificationId.toString());
    }
    if (clientId != null) {
      members.put("clientId", clientId);
    }
    return members;
  }
}
