package dev.phoneproof.events;

import java.time.Instant;
import java.util.UUID;

/**
 * An event with its CloudEvents attributes. Consumers recognise repeats by source and id.
 *
 * @param <E> the kind of event
 * @param id unique within the source
 * @param source who published it, a URI reference such as {@code /billing}
 * @param time when it was published
 * @param data the event
 */
public record CloudEvent<E extends Event>(String id, String source, Instant time, E data) {

  /** Wraps an event under its natural id, or under a random one where it has none. */
  public static <E extends Event> CloudEvent<E> of(E event, String source, Instant time) {
    UUID id = event.naturalId().orElseGet(UUID::randomUUID);
    return new CloudEvent<>(id.toString(), source, time, event);
  }
}
