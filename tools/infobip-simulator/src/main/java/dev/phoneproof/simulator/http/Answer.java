package dev.phoneproof.simulator.http;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What goes back, or does not. */
sealed interface Answer {

  /** An HTTP response. The body may hold a PIN, so it is not printed. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Content(int status, String contentType, byte[] body, Map<String, String> headers)
      implements Answer {
    Content with(String name, String value) {
      Map<String, String> more = new LinkedHashMap<>(headers);
      more.put(name, value);
      return new Content(status, contentType, body, more);
    }

    @Override
    public String toString() {
      return "Content[" + status + "]";
    }
  }

  /** A TCP reset. */
  record Reset() implements Answer {}

  /** Nothing for so long, then the connection is closed. */
  record Silence(Duration time) implements Answer {}

  /** The inbox as server-sent events. */
  record Events(long after) implements Answer {}

  static Content json(int status, Object value) {
    return new Content(status, "application/json", Json.bytes(value), Map.of());
  }

  static Content noContent() {
    return new Content(204, "", new byte[0], Map.of());
  }

  /** Infobip's error body. */
  static Content error(int status, String messageId, String text) {
    return error(status, messageId, text, Map.of());
  }

  /**
   * Infobip's error body with what is wrong at each place.
   *
   * @param validationErrors the messages for each place; left out when empty
   */
  static Content error(
      int status, String messageId, String text, Map<String, List<String>> validationErrors) {
    Map<String, Object> exception = new LinkedHashMap<>();
    exception.put("messageId", messageId);
    exception.put("text", text);
    if (!validationErrors.isEmpty()) {
      exception.put("validationErrors", validationErrors);
    }
    return json(status, Map.of("requestError", Map.of("serviceException", exception)));
  }
}
