package dev.phoneproof.events.sealing;

import dev.phoneproof.events.CloudEvent;
import dev.phoneproof.events.Confidential;
import dev.phoneproof.events.ErasureRequested;
import dev.phoneproof.events.Event;
import dev.phoneproof.events.OtpRequested;
import dev.phoneproof.events.OtpSubmitted;
import dev.phoneproof.events.PhoneNumber;
import dev.phoneproof.events.Pin;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * The member of an event that is sealed: the one place that knows which.
 *
 * @param event the kind of event
 * @param name the member in its JSON
 */
record ConfidentialMember<E extends Event, C extends Confidential>(
    Class<E> event,
    String name,
    Function<E, C> get,
    BiFunction<E, C, E> replace,
    Function<String, C> plain,
    Function<String, C> sealed) {

  private static final List<ConfidentialMember<?, ?>> ALL =
      List.of(
          new ConfidentialMember<>(
              OtpRequested.class,
              "phoneNumber",
              OtpRequested::phoneNumber,
              OtpRequested::withPhoneNumber,
              PhoneNumber::plain,
              PhoneNumber::sealed),
          new ConfidentialMember<>(
              OtpSubmitted.class,
              "pin",
              OtpSubmitted::pin,
              OtpSubmitted::withPin,
              Pin::plain,
              Pin::sealed),
          new ConfidentialMember<>(
              ErasureRequested.class,
              "phoneNumber",
              ErasureRequested::phoneNumber,
              ErasureRequested::withPhoneNumber,
              PhoneNumber::plain,
              PhoneNumber::sealed));

  /** The member of an event; empty when it has none. */
  @SuppressWarnings("unchecked") // Found by the event's own class.
  static <E extends Event> Optional<ConfidentialMember<E, ?>> of(E event) {
    return ALL.stream()
        .filter(member -> member.event().isInstance(event))
        .<ConfidentialMember<E, ?>>map(member -> (ConfidentialMember<E, ?>) member)
        .findFirst();
  }

  Confidential value(CloudEvent<E> in) {
    return get.apply(in.data());
  }

  CloudEvent<E> withPlain(CloudEvent<E> in, String text) {
    return with(in, plain.apply(text));
  }

  CloudEvent<E> withSealed(CloudEvent<E> in, String compactJwe) {
    return with(in, sealed.apply(compactJwe));
  }

  private CloudEvent<E> with(CloudEvent<E> in, C value) {
    return new CloudEvent<>(in.id(), in.source(), in.time(), replace.apply(in.data(), value));
  }
}
