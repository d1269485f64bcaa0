package dev.phoneproof.simulator.twofactor;

import dev.phoneproof.simulator.inbox.Inbox;
import dev.phoneproof.simulator.inbox.Message;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Send and resend. */
public final class Sending {
  private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{3,14}");

  private final Applications applications;
  private final Pins pins;
  private final Inbox inbox;
  private final Traffic traffic;
  private final Secrets secrets;
  private final Clock clock;

  Sending(
      Applications applications,
      Pins pins,
      Inbox inbox,
      Traffic traffic,
      Secrets secrets,
      Clock clock) {
    this.applications = applications;
    this.pins = pins;
    this.inbox = inbox;
    this.traffic = traffic;
    this.secrets = secrets;
    this.clock = clock;
  }

  /** What goes out, apart from the PIN. */
  private record Parcel(
      Message.Channel channel,
      Delivery delivery,
      boolean lookup,
      @Nullable String from,
      Map<String, String> placeholders,
      boolean tracked) {}

  /**
   * Makes a PIN and sends it.
   *
   * @param lookup whether a number lookup was asked for ({@code ncNeeded})
   */
  public Outcome<Wire.StartResponse> send(
      Wire.StartRequest request, Message.Channel channel, boolean lookup, Delivery delivery) {
    String to = Objects.requireNonNullElse(request.to(), "");
    if (!NUMBER.matcher(to).matches()) {
      return Outcome.badRequest("to must be an international number in digits, without a plus");
    }
    Application application =
        applications.find(Objects.requireNonNullElse(request.applicationId(), ""));
    if (application == null) {
      return Outcome.badRequest("Application not found");
    }
    if (!application.settings().enabled()) {
      return Outcome.forbidden("Application is disabled");
    }
    Template template = application.template(Objects.requireNonNullElse(request.messageId(), ""));
    if (template == null) {
      return Outcome.badRequest("Message template not found");
    }
    Parcel parcel =
        new Parcel(
            channel,
            delivery,
            lookup,
            request.from(),
            Objects.requireNonNullElse(request.placeholders(), Map.of()),
            Boolean.TRUE.equals(request.trackDelivery()));
    return start(application, template, to, parcel);
  }

  private Outcome<Wire.StartResponse> start(
      Application application, Template template, String to, Parcel parcel) {
    var problem = TemplateText.problem(template.messageText(), parcel.placeholders());
    if (problem.isPresent()) {
      return Outcome.badRequest(problem.get());
    }
    Subscriber subscriber = application.subscriber(to);
    Outcome<Wire.StartResponse> refused = limits(application, subscriber);
    if (refused != null) {
      return refused;
    }
    String pin = secrets.pin(template.pinType(), template.pinLength());
    PinSession session =
        new PinSession(secrets.id(), application, template, to, pin, clock.instant());
    pins.add(session);
    subscriber.add(session);
    return Outcome.done(deliver(session, parcel, Message.Kind.SEND));
  }

  public Outcome<Wire.StartResponse> resend(
      String pinId, Wire.ResendRequest request, Message.Channel channel, Delivery delivery) {
    PinSession session = pins.find(pinId);
    if (session == null) {
      return Outcome.notFound("PIN not found");
    }
    Application application = session.application();
    if (session.expired(application.limits().pinTimeToLive().duration(), clock.instant())) {
      return Outcome.notFound("PIN has expired");
    }
    Map<String, String> placeholders = Objects.requireNonNullElse(request.placeholders(), Map.of());
    var problem = TemplateText.problem(session.template().messageText(), placeholders);
    if (problem.isPresent()) {
      return Outcome.badRequest(problem.get());
    }
    Outcome<Wire.StartResponse> refused = limits(application, application.subscriber(session.to()));
    if (refused != null) {
      return refused;
    }
    boolean tracked = Boolean.TRUE.equals(request.trackDelivery());
    Parcel parcel = new Parcel(channel, delivery, true, null, placeholders, tracked);
    return Outcome.done(deliver(session, parcel, Message.Kind.RESEND));
  }

  private @Nullable Outcome<Wire.StartResponse> limits(
      Application application, Subscriber subscriber) {
    long now = clock.millis();
    Limits limits = application.limits();
    Duration wait = subscriber.sends().tryAcquire(limits.sendPinPerPhoneNumberLimit(), now);
    if (wait.isPositive()) {
      return Outcome.tooMany("sendPinPerPhoneNumberLimit", wait);
    }
    wait = application.sends().tryAcquire(limits.sendPinPerApplicationLimit(), now);
    if (wait.isPositive()) {
      subscriber.sends().undo();
      return Outcome.tooMany("sendPinPerApplicationLimit", wait);
    }
    return null;
  }

  private Wire.StartResponse deliver(PinSession session, Parcel parcel, Message.Kind kind) {
    String deliveryId = parcel.tracked() ? secrets.deliveryId() : null;
    if (parcel.delivery() == Delivery.ARRIVES) {
      Instant now = clock.instant();
      session.markSent(now);
      inbox.add(message(session, parcel, kind, now));
      traffic.count(
          kind == Message.Kind.SEND ? Traffic.Event.SEND : Traffic.Event.RESEND, session.to());
    }
    return parcel.channel() == Message.Channel.SMS
        ? smsAnswer(session, parcel, deliveryId)
        : new Wire.StartResponse(
            session.pinId(), session.to(), null, null, "PENDING_ACCEPTED", deliveryId);
  }

  private static Wire.StartResponse smsAnswer(
      PinSession session, Parcel parcel, @Nullable String deliveryId) {
    String lookup = parcel.lookup() ? "NC_DESTINATION_REACHABLE" : "NC_DESTINATION_UNKNOWN";
    String found =
        parcel.delivery() == Delivery.NOT_REACHABLE ? "NC_DESTINATION_NOT_REACHABLE" : lookup;
    String sent = parcel.delivery() == Delivery.ARRIVES ? "MESSAGE_SENT" : "MESSAGE_NOT_SENT";
    return new Wire.StartResponse(session.pinId(), session.to(), found, sent, null, deliveryId);
  }

  private static Message.Draft message(
      PinSession session, Parcel parcel, Message.Kind kind, Instant now) {
    Template template = session.template();
    boolean voice = parcel.channel() == Message.Channel.VOICE;
    String shown = voice ? TemplateText.spoken(session.pin()) : session.pin();
    String sender = Objects.requireNonNullElse(template.senderId(), "InfoSMS");
    return new Message.Draft(
        now,
        session.to(),
        Objects.requireNonNullElse(parcel.from(), sender),
        parcel.channel(),
        kind,
        session.pinId(),
        session.pin(),
        TemplateText.fill(template.messageText(), shown, parcel.placeholders()),
        template.language());
  }
}
