package dev.phoneproof.simulator.contract;

import static dev.phoneproof.simulator.Caller.NUMBER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.phoneproof.simulator.Caller;
import dev.phoneproof.simulator.Caller.Reply;
import dev.phoneproof.simulator.SimulatorExtension;
import dev.phoneproof.simulator.SimulatorOptions;
import dev.phoneproof.simulator.twofactor.Limits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** The answers are held against the same file as the requests, as strictly. */
class AnswersKeepTheContractTest {
  @RegisterExtension
  static final SimulatorExtension infobip =
      new SimulatorExtension(SimulatorOptions.forTests().withLimits(Limits.generous()));

  private static final OpenApiFile FILE = OpenApiFile.read();

  private final Caller caller = infobip.caller();

  @Test
  void inEveryCallOfSetUp() {
    String applications = "/2fa/2/applications";
    Reply made = caller.post(applications, "{\"name\":\"A\"}");
    String one = applications + "/" + made.json().path("applicationId").asString();
    Reply template =
        caller.post(
            one + "/messages",
            """
            {"messageText":"{{pin}}","pinType":"NUMERIC","language":"hr","voiceName":"Ivo",
             "senderId":"A","repeatDTMF":"1#","speechRate":1.5,
             "regional":{"indiaDlt":{"principalEntityId":"x"}}}\
            """);
    String message = one + "/messages/" + template.json().path("messageId").asString();

    assertKeeps(Operation.CREATE_APPLICATION, made, 201);
    assertKeeps(Operation.LIST_APPLICATIONS, caller.get(applications), 200);
    assertKeeps(Operation.GET_APPLICATION, caller.get(one), 200);
    assertKeeps(Operation.UPDATE_APPLICATION, caller.put(one, "{\"name\":\"B\"}"), 200);
    assertKeeps(Operation.CREATE_TEMPLATE, template, 200);
    assertKeeps(Operation.LIST_TEMPLATES, caller.get(one + "/messages"), 200);
    assertKeeps(Operation.GET_TEMPLATE, caller.get(message), 200);
    assertKeeps(Operation.UPDATE_TEMPLATE, caller.put(message, "{\"pinLength\":8}"), 200);
  }

  @Test
  void inEveryCallOfAVerification() {
    Reply sent =
        caller.post(
            "/2fa/2/pin", Caller.startBody(NUMBER).replace("}", ",\"trackDelivery\":true}"));
    String pinId = sent.json().path("pinId").asString();
    String pin = infobip.simulator().messages(NUMBER).getFirst().pin();

    assertKeeps(Operation.SEND_SMS, sent, 200);
    assertKeeps(Operation.SEND_VOICE, caller.sendVoice(NUMBER), 200);
    assertKeeps(Operation.RESEND_SMS, caller.resend(pinId), 200);
    assertKeeps(
        Operation.RESEND_VOICE, caller.post("/2fa/2/pin/" + pinId + "/resend/voice", ""), 200);
    assertKeeps(Operation.VERIFY, caller.verify(pinId, "wrong"), 200);
    assertKeeps(Operation.VERIFY, caller.verify(pinId, pin), 200);
    assertKeeps(
        Operation.GET_VERIFICATIONS,
        caller.get("/2fa/2/applications/SIMULATED-APPLICATION/verifications?msisdn=" + NUMBER),
        200);
  }

  @Test
  void inErrors() {
    JsonNode badRequest = schema(Operation.VERIFY, 404);
    assertFits(badRequest, caller.verify("unknown", "1"));
    assertFits(badRequest, caller.post("/2fa/2/pin", "{}"));
    assertFits(badRequest, caller.get("/2fa/2/nothing"));
    assertFits(
        badRequest,
        new Caller(infobip.simulator().baseUrl()).authorizedBy("").get("/2fa/2/applications"));
  }

  private static void assertKeeps(Operation operation, Reply reply, int status) {
    assertThat(reply.status()).as(reply.body()).isEqualTo(status);
    assertFits(schema(operation, status), reply);
  }

  private static void assertFits(JsonNode schema, Reply reply) {
    assertThat(reply.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(FILE.compile(schema).validate(reply.json())).as(reply.body()).isEmpty();
  }

  private static JsonNode schema(Operation operation, int status) {
    JsonNode response = FILE.node(operation).path("responses").path(String.valueOf(status));
    if (response.has("$ref")) {
      response = FILE.document().at(response.path("$ref").asString().substring(1));
    }
    return response.path("content").path("application/json").path("schema");
  }
}
