package dev.phoneproof.gateway.verification;

import dev.phoneproof.events.Origin;
import dev.phoneproof.gateway.access.Caller;
import dev.phoneproof.gateway.access.Device;
import dev.phoneproof.gateway.access.KnownDevices;
import dev.phoneproof.gateway.access.Session;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells the worker where a request came from, as far as its limits need to know. */
@Component
final class Origins {

  private final OriginTags tags;
  private final KnownDevices devices;

  Origins(OriginTags tags, KnownDevices devices) {
    this.tags = tags;
    this.devices = devices;
  }

  /** What the gateway has seen itself, or what an API client says in its place. */
  Origin of(
      Caller caller,
      HttpServletRequest request,
      @Nullable Session session,
      NewVerification wanted,
      Instant now) {
    String address = address(caller, wanted);
    String number = wanted.phoneNumber().plain().orElseThrow();
    Optional<Device> device = devices.of(caller, request);
    return new Origin(
        address == null ? null : tags.of(address, now),
        session == null ? null : tags.ofSession(session.id(), now),
        device.map(known -> tags.ofDevice(known.id(), now)).orElse(null),
        device
            .map(known -> devices.hasVerified(known, caller.clientId(), number))
            .orElse(wanted.knownDevice()));
  }

  /** A backend's own address says nothing of the person. */
  private static @Nullable String address(Caller caller, NewVerification wanted) {
    String stated = wanted.endUserAddress();
    return stated != null || caller.kind() == Caller.Kind.API ? stated : caller.address();
  }
}
