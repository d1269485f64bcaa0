package dev.phoneproof.events.sealing;

import dev.phoneproof.events.OtpSubmitted;
import dev.phoneproof.events.Pin;
import dev.phoneproof.events.ReplyKey;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is sealed in a submission's {@code pin}: the PIN, or with a reply key {@code
 * {"pin":"…","replyKey":"…"}}.
 */
final class PinContent {

  private static final JsonMapper JSON = new JsonMapper();

  private PinContent() {}

  static Optional<String> of(OtpSubmitted event) {
    ReplyKey key = event.replyKey();
    return event
        .pin()
        .plain()
        .map(pin ->
            key == null
                ? pin
                : JSON.createObjectNode().put("pin", pin).put("replyKey", key.text()).toString());
  }

  /** Throws {@link IllegalArgumentException}, which repeats nothing, if it is no such content. */
  static OtpSubmitted readInto(OtpSubmitted event, String content) {
    if (!content.startsWith("{")) {
      return event.withPin(Pin.plain(content), null);
    }
    JsonNode members = parse(content);
    JsonNode key = members.path("replyKey");
    return event.withPin(
        Pin.plain(members.path("pin").asString("")),
        key.isMissingNode() ? null : ReplyKey.of(key.asString("")));
  }

  private static JsonNode parse(String content) {
    try {
      return JSON.readTree(content);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("not a PIN");
    }
  }
}
