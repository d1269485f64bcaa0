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
 * @param value the member
 * @param content what is sealed in it; empty when it is sealed already
 * @param opened the event with that content; fails when it is none
 * @param closed the event with the member sealed
 */
record ConfidentialMember<E extends Event>(
    Class<E> event,
    String name,
    Function<E, Confidential> value,
    Function<E, Optional<String>> content,
    BiFunction<E, String, E> opened,
    BiFunction<E, String, E> closed) {

  private static final List<ConfidentialMember<?>> ALL =
      List.of(
          new ConfidentialMember<>(
              OtpRequested.class,
              "phoneNumber",
              OtpRequested::phoneNumber,
              event -> event.phoneNumber().plain(),
              (event, text) -> event.withPhoneNumber(PhoneNumber.plain(text)),
              (event, jwe) -> event.withPhoneNumber(PhoneNumber.sealed(jwe))),
          new ConfidentialMember<>(
              OtpSubmitted.class,
              "pin",
              OtpSubmitted::pin,
              PinContent::of,
              PinContent::readInto,
              (event, jwe) -> event.withPin(Pin.sealed(jwe), null)),
          new ConfidentialMember<>(
              ErasureRequested.class,
              "phoneNumber",
              ErasureRequested::phoneNumber,
              event -> event.phoneNumber().plain(),
              (event, text) -> event.withPhoneNumber(PhoneNumber.plain(text)),
              (event, jwe) -> event.withPhoneNumber(PhoneNumber.sealed(jwe))));

  /** The member of an event; empty when it has none. */
  @SuppressWarnings("unchecked") // Found by the event's own class.
  static <E extends Event> Optional<ConfidentialMember<E>> of(E event) {
    return ALL.stream()
        .filter(member -> member.event().isInstance(event))
        .<ConfidentialMember<E>>map(member -> (ConfidentialMember<E>) member)
        .findFirst();
  }

  /** The compact JWE; empty when it is readable. */
  Optional<String> sealed(CloudEvent<E> in) {
    return value.apply(in.data()).sealed();
  }

  /** What is to be sealed; empty when it is. */
  Optional<String> content(CloudEvent<E> in) {
    return content.apply(in.data());
  }

  CloudEvent<E> withContent(CloudEvent<E> in, String text) {
    return with(in, opened.apply(in.data(), text));
  }

  CloudEvent<E> withSealed(CloudEvent<E> in, String compactJwe) {
    return with(in, closed.apply(in.data(), compactJwe));
  }

  private CloudEvent<E> with(CloudEvent<E> in, E data) {
    return new CloudEvent<>(in.id(), in.source(), in.time(), data);
  }
}
