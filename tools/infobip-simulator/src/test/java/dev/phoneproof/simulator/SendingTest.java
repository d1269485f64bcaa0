package dev.phoneproof.simulator;

import static dev.phoneproof.simulator.Caller.NUMBER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.phoneproof.simulator.Caller.Reply;
import dev.phoneproof.simulator.inbox.Message;
import dev.phoneproof.simulator.twofactor.Limits;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

class SendingTest {
  @RegisterExtension
  static final SimulatorExtension infobip =
      new SimulatorExtension(SimulatorOptions.forTests().withLimits(Limits.generous()));

  private final Caller caller = infobip.caller();

  @Test
  void sendsAnSmsWithAPinThatArrivesInTheInbox() {
    Reply reply = caller.sendPin(NUMBER);

    assertThat(reply.status()).isEqualTo(200);
    JsonNode answer = reply.json();
    assertThat(answer.path("pinId").asString()).matches("[0-9A-F]{32}");
    assertThat(answer.path("to").asString()).isEqualTo(NUMBER);
    assertThat(answer.path("ncStatus").asString()).isEqualTo("NC_DESTINATION_REACHABLE");
    assertThat(answer.path("smsStatus").asString()).isEqualTo("MESSAGE_SENT");
    assertThat(answer.has("callStatus")).isFalse();
    assertThat(answer.has("externalMessageId")).isFalse();
    Message message = infobip.simulator().messages(NUMBER).getFirst();
    assertThat(message.pinId()).isEqualTo(answer.path("pinId").asString());
    assertThat(message.pin()).matches("[0-9]{6}");
    assertThat(message.text()).startsWith(message.pin() + " is your PhoneProof code");
    assertThat(message.from()).isEqualTo("PhoneProof");
  }

  @Test
  void speaksThePinDigitByDigitInACall() {
    Reply reply = caller.sendVoice(NUMBER);

    assertThat(reply.json().path("callStatus").asString()).isEqualTo("PENDING_ACCEPTED");
    assertThat(reply.json().has("smsStatus")).isFalse();
    Message message = infobip.simulator().messages(NUMBER).getFirst();
    assertThat(message.channel()).isEqualTo(Message.Channel.VOICE);
    assertThat(message.text()).startsWith(String.join(" ", message.pin().split("")) + " is your");
  }

  @Test
  void makesANewPinIdForAnotherSendAndKeepsTheOldOneValid() {
    String first = caller.sendPin(NUMBER).json().path("pinId").asString();
    String second = caller.sendPin(NUMBER).json().path("pinId").asString();

    assertThat(second).isNotEqualTo(first);
    String oldPin = infobip.simulator().messages(NUMBER).getFirst().pin();
    assertThat(caller.verify(first, oldPin).json().path("verified").asBoolean()).isTrue();
  }

  @Test
  void resendsTheSamePinUnderTheSamePinIdOverEitherChannel() {
    String pinId = caller.sendPin(NUMBER).json().path("pinId").asString();

    Reply again = caller.resend(pinId);
    Reply call = caller.post("/2fa/2/pin/" + pinId + "/resend/voice", "{}");

    assertThat(again.json().path("pinId").asString()).isEqualTo(pinId);
    assertThat(call.json().path("pinId").asString()).isEqualTo(pinId);
    List<Message> messages = infobip.simulator().messages(NUMBER);
    assertThat(messages).extracting(Message::pin).containsOnly(messages.getFirst().pin());
    assertThat(messages)
        .extracting(Message::kind)
        .containsExactly(Message.Kind.SEND, Message.Kind.RESEND, Message.Kind.RESEND);
    assertThat(messages.getLast().channel()).isEqualTo(Message.Channel.VOICE);
  }

  @Test
  void resendsWithoutABody() {
    String pinId = caller.sendPin(NUMBER).json().path("pinId").asString();

    assertThat(caller.post("/2fa/2/pin/" + pinId + "/resend", "").status()).isEqualTo(200);
  }

  @Test
  void refusesToResendAnUnknownPin() {
    Reply reply = caller.resend("0933F3BC087D2A617AC6DCB2EF5B8A61");

    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.error().path("messageId").asString()).isEqualTo("NOT_FOUND");
  }

  @Test
  void tracksDeliveryAndSkipsTheLookupWhenAsked() {
    String body = Caller.startBody(NUMBER).replace("}", ",\"trackDelivery\":true}");

    Reply reply = caller.post("/2fa/2/pin?ncNeeded=false", body);

    assertThat(reply.json().path("externalMessageId").asString()).hasSize(36);
    assertThat(reply.json().path("ncStatus").asString()).isEqualTo("NC_DESTINATION_UNKNOWN");
  }

  @Test
  void usesTheSenderOfTheRequest() {
    caller.post("/2fa/2/pin", Caller.startBody(NUMBER).replace("}", ",\"from\":\"Acme\"}"));

    assertThat(infobip.simulator().messages(NUMBER).getFirst().from()).isEqualTo("Acme");
  }

  @Test
  void refusesAnUnknownApplicationAndAnUnknownTemplate() {
    Reply application =
        caller.post("/2fa/2/pin", Caller.startBody(NUMBER).replace("SIMULATED-APPLICATION", "x"));
    Reply template =
        caller.post("/2fa/2/pin", Caller.startBody(NUMBER).replace("SIMULATED-MESSAGE", "x"));

    assertThat(application.status()).isEqualTo(400);
    assertThat(application.error().path("text").asString()).isEqualTo("Application not found");
    assertThat(template.error().path("text").asString()).isEqualTo("Message template not found");
    assertThat(infobip.simulator().messages()).isEmpty();
  }

  @Test
  void doesNotSimulateEmail() {
    Reply reply = caller.post("/2fa/2/pin/email", "{}");

    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.error().path("text").asString()).isEqualTo("Not simulated: e-mail");
    assertThat(infobip.simulator().violations()).isEmpty();
  }
}
