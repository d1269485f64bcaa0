package dev.phoneproof.simulator.http;

import dev.phoneproof.simulator.contract.Body;
import dev.phoneproof.simulator.contract.Route.Found;
import dev.phoneproof.simulator.inbox.Message.Channel;
import dev.phoneproof.simulator.twofactor.Delivery;
import dev.phoneproof.simulator.twofactor.Outcome;
import dev.phoneproof.simulator.twofactor.Traffic;
import dev.phoneproof.simulator.twofactor.TwoFactor;
import dev.phoneproof.simulator.twofactor.Wire;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Each call of the contract, carried out on the simulated service. */
final class Calls {
  private final TwoFactor service;
  private final FaultyService faulty;

  Calls(TwoFactor service, FaultyService faulty) {
    this.service = service;
    this.faulty = faulty;
  }

  Answer perform(Found found, Incoming in, Body body, Function<Outcome<?>, Answer.Content> answer)
      throws InterruptedException {
    String number = number(found, in, body);
    count(found, number);
    return faulty.run(
        found.operation().kind(), number, delivery -> work(found, in, body, delivery), answer);
  }

  private Outcome<?> work(Found found, Incoming in, Body body, Delivery delivery) {
    return switch (found.operation()) {
      case LIST_APPLICATIONS,
          CREATE_APPLICATION,
          GET_APPLICATION,
          UPDATE_APPLICATION,
          LIST_TEMPLATES,
          CREATE_TEMPLATE,
          GET_TEMPLATE,
          UPDATE_TEMPLATE ->
          setup(found, body);
      case SEND_SMS -> send(body, Channel.SMS, !isFalse(in.parameter("ncNeeded")), delivery);
      case SEND_VOICE -> send(body, Channel.VOICE, false, delivery);
      case RESEND_SMS -> resend(found, body, Channel.SMS, delivery);
      case RESEND_VOICE -> resend(found, body, Channel.VOICE, delivery);
      case VERIFY ->
          with(
              body,
              Wire.VerifyRequest.class,
              request -> service.verifying().verify(found.parameter("pinId"), request));
      case GET_VERIFICATIONS -> status(found, in);
      case CREATE_EMAIL_TEMPLATE, UPDATE_EMAIL_TEMPLATE, SEND_EMAIL, RESEND_EMAIL ->
          Outcome.notFound("Not simulated: e-mail");
    };
  }

  private Outcome<?> setup(Found found, Body body) {
    String app = found.parameter("appId");
    String message = found.parameter("msgId");
    return switch (found.operation()) {
      case LIST_APPLICATIONS -> service.applications().list();
      case GET_APPLICATION -> service.applications().get(app);
      case CREATE_APPLICATION ->
          with(body, Wire.ApplicationRequest.class, service.applications()::create);
      case UPDATE_APPLICATION ->
          with(
              body,
              Wire.ApplicationRequest.class,
              request -> service.applications().update(app, request));
      case LIST_TEMPLATES -> service.templates().list(app);
      case GET_TEMPLATE -> service.templates().get(app, message);
      case CREATE_TEMPLATE ->
          with(
              body,
              Wire.TemplateRequest.class,
              request -> service.templates().create(app, request));
      default ->
          with(
              body,
              Wire.TemplateRequest.class,
              request -> service.templates().update(app, message, request));
    };
  }

  private Outcome<?> send(Body body, Channel channel, boolean lookup, Delivery delivery) {
    return with(
        body,
        Wire.StartRequest.class,
        request -> service.sending().send(request, channel, lookup, delivery));
  }

  /** A resend needs no body. */
  private Outcome<?> resend(Found found, Body body, Channel channel, Delivery delivery) {
    BiFunction<String, Wire.ResendRequest, Outcome<?>> resend =
        (pinId, request) -> service.sending().resend(pinId, request, channel, delivery);
    String pinId = found.parameter("pinId");
    return body instanceof Body.Absent
        ? resend.apply(pinId, new Wire.ResendRequest(null, null))
        : with(body, Wire.ResendRequest.class, request -> resend.apply(pinId, request));
  }

  private Outcome<?> status(Found found, Incoming in) {
    return service
        .statusLookup()
        .find(
            found.parameter("appId"),
            Objects.requireNonNullElse(in.parameter("msisdn"), ""),
            flag(in.parameter("verified")),
            flag(in.parameter("sent")));
  }

  private static <T> Outcome<?> with(Body body, Class<T> type, Function<T, Outcome<?>> call) {
    JsonNode json = body.json();
    Optional<T> request = json == null ? Optional.empty() : Json.read(json, type);
    return request.isPresent()
        ? call.apply(request.get())
        : Outcome.badRequest("The body is not what this call takes");
  }

  private String number(Found found, Incoming in, Body body) {
    return switch (found.operation().kind()) {
      case SEND -> {
        JsonNode json = body.json();
        yield json == null ? "" : json.path("to").asString("");
      }
      case RESEND, VERIFY -> service.pins().numberOf(found.parameter("pinId"));
      case STATUS -> Objects.requireNonNullElse(in.parameter("msisdn"), "");
      case SETUP, EMAIL -> "";
    };
  }

  private void count(Found found, String number) {
    switch (found.operation().kind()) {
      case SEND -> service.traffic().count(Traffic.Event.SEND_CALL, number);
      case RESEND -> service.traffic().count(Traffic.Event.RESEND_CALL, number);
      case VERIFY -> {
        service.traffic().count(Traffic.Event.VERIFY_CALL, number);
        service.pins().countVerifyCall(found.parameter("pinId"));
      }
      case SETUP, STATUS, EMAIL -> {
        // Nobody's phone rings.
      }
    }
  }

  private static boolean isFalse(@Nullable String value) {
    return "false".equals(value);
  }

  private static @Nullable Boolean flag(@Nullable String value) {
    return value == null ? null : Boolean.valueOf(value);
  }
}
