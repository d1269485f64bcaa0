package dev.phoneproof.simulator;

import static dev.phoneproof.simulator.Caller.NUMBER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.phoneproof.simulator.Caller.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SetUpTest {
  private static final String APPLICATIONS = "/2fa/2/applications";

  @RegisterExtension
  static final SimulatorExtension infobip = new SimulatorExtension(SimulatorOptions.forTests());

  private final Caller caller = infobip.caller();

  @Test
  void createsAnApplicationWithTheDefaultsForWhatIsLeftOut() {
    Reply made =
        caller.post(APPLICATIONS, "{\"name\":\"Login\",\"configuration\":{\"pinAttempts\":5}}");

    assertThat(made.status()).isEqualTo(201);
    assertThat(made.json().path("enabled").asBoolean()).isTrue();
    assertThat(made.json().at("/configuration/pinAttempts").asInt()).isEqualTo(5);
    assertThat(made.json().at("/configuration/verifyPinLimit").asString()).isEqualTo("1/3s");
    String id = made.json().path("applicationId").asString();
    assertThat(caller.get(APPLICATIONS + "/" + id).json()).isEqualTo(made.json());
    assertThat(caller.get(APPLICATIONS).body()).contains(id).contains("SIMULATED-APPLICATION");
  }

  @Test
  void updatesAnApplicationAndKeepsWhatIsLeftOut() {
    String id = createApplication("{\"name\":\"A\",\"configuration\":{\"pinAttempts\":5}}");

    Reply updated =
        caller.put(
            APPLICATIONS + "/" + id,
            "{\"name\":\"B\",\"configuration\":{\"pinTimeToLive\":\"2h\"}}");

    assertThat(updated.json().path("name").asString()).isEqualTo("B");
    assertThat(updated.json().at("/configuration/pinAttempts").asInt()).isEqualTo(5);
    assertThat(updated.json().at("/configuration/pinTimeToLive").asString()).isEqualTo("2h");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"pinTimeToLive\":\"400d\"}",
        "{\"pinTimeToLive\":\"soon\"}",
        "{\"verifyPinLimit\":\"1/2d\"}",
        "{\"sendPinPerPhoneNumberLimit\":\"0/1d\"}",
        "{\"sendPinPerApplicationLimit\":\"3 a day\"}",
        "{\"pinAttempts\":0}"
      })
  void refusesLimitsThatAreNone(String configuration) {
    Reply reply =
        caller.post(APPLICATIONS, "{\"name\":\"A\",\"configuration\":" + configuration + "}");

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.error().path("messageId").asString()).isEqualTo("BAD_REQUEST");
    assertThat(reply.error().path("text").asString()).startsWith("configuration.");
  }

  @Test
  void refusesToSendForADisabledApplication() {
    String id = createApplication("{\"name\":\"A\",\"enabled\":false}");

    Reply reply =
        caller.post("/2fa/2/pin", Caller.startBody(NUMBER).replace("SIMULATED-APPLICATION", id));

    assertThat(reply.status()).isEqualTo(403);
  }

  @Test
  void sendsByATemplateThatWasCreatedAndUpdated() {
    String id = createApplication("{\"name\":\"A\"}");
    String templates = APPLICATIONS + "/" + id + "/messages";
    Reply made =
        caller.post(
            templates,
            """
            {"messageText":"Hi {{firstName}}, {{pin}}","pinType":"HEX","pinLength":8}\
            """);
    String template = made.json().path("messageId").asString();
    assertThat(made.status()).isEqualTo(200);
    assertThat(made.json().path("pinPlaceholder").asString()).isEqualTo("{{pin}}");
    assertThat(caller.get(templates + "/" + template).json()).isEqualTo(made.json());

    Reply updated = caller.put(templates + "/" + template, "{\"senderId\":\"Acme\"}");
    String body =
        Caller.startBody(NUMBER)
            .replace("SIMULATED-APPLICATION", id)
            .replace("SIMULATED-MESSAGE", template);
    Reply incomplete = caller.post("/2fa/2/pin", body);
    Reply sent =
        caller.post(
            "/2fa/2/pin", body.replace("}", ",\"placeholders\":{\"firstName\":\"A$1 {{pin}}\"}}"));

    assertThat(updated.json().path("pinLength").asInt()).isEqualTo(8);
    assertThat(incomplete.status()).isEqualTo(400);
    assertThat(sent.status()).isEqualTo(200);
    var message = infobip.simulator().messages(NUMBER).getFirst();
    assertThat(message.from()).isEqualTo("Acme");
    assertThat(message.pin()).matches("[0-9A-F]{8}");
    assertThat(message.text()).isEqualTo("Hi A$1 {{pin}}, " + message.pin());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"messageText\":\"no place for it\",\"pinType\":\"NUMERIC\"}",
        "{\"messageText\":\"{{pin}}\",\"pinType\":\"NUMERIC\",\"pinLength\":0}",
        "{\"messageText\":\"{{pin}}\",\"pinType\":\"NUMERIC\",\"speechRate\":3}",
        "{\"messageText\":\"{{pin}}\",\"pinType\":\"SECRET\"}",
        "{\"messageText\":\"{{pin}}\"}"
      })
  void refusesTemplatesThatCannotBeSent(String template) {
    Reply reply = caller.post(APPLICATIONS + "/SIMULATED-APPLICATION/messages", template);

    assertThat(reply.status()).isEqualTo(400);
  }

  @Test
  void answers404ForWhatItDoesNotKnow() {
    assertThat(caller.get(APPLICATIONS + "/x").status()).isEqualTo(404);
    assertThat(caller.put(APPLICATIONS + "/x", "{\"name\":\"A\"}").status()).isEqualTo(404);
    assertThat(caller.get(APPLICATIONS + "/x/messages").status()).isEqualTo(404);
    assertThat(caller.get(APPLICATIONS + "/SIMULATED-APPLICATION/messages/x").status())
        .isEqualTo(404);
    assertThat(caller.get(APPLICATIONS + "/x/verifications?msisdn=1").status()).isEqualTo(404);
  }

  private String createApplication(String body) {
    return caller.post(APPLICATIONS, body).json().path("applicationId").asString();
  }
}
