package dev.phoneproof.events;

import java.util.Map;

/**
 * A Kafka record's content in CloudEvents binary mode, free of any Kafka library.
 *
 * @param topic where it goes
 * @param key the event's key as text
 * @param headers {@code content-type} and {@code ce_*}, UTF-8
 * @param data the JSON, UTF-8
 */
// Bytes, because that is what a producer takes; nobody compares messages.
@SuppressWarnings("ArrayRecordComponent")
public record EventMessage(String topic, String key, Map<String, String> headers, byte[] data) {

  /** Topic and key only: the data can hold a number or a PIN. */
  @Override
  public String toString() {
    return "EventMessage[" + topic + ", " + key + "]";
  }
}
