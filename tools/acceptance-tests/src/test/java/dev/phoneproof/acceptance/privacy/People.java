package dev.phoneproof.acceptance.privacy;

import static org.awaitility.Awaitility.await;

import dev.phoneproof.acceptance.Answer;
import dev.phoneproof.acceptance.Phone;
import dev.phoneproof.acceptance.Upstream;
import dev.phoneproof.acceptance.Verification;
import dev.phoneproof.events.OtpRequested;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** People who do what the system is for, while the provider fails in all its ways. */
final class People {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final JsonMapper JSON = new JsonMapper();

  private final WatchedSystem system;
  private final Collection<Phone> phones = new ConcurrentLinkedQueue<>();
  private final Collection<String> typed = new ConcurrentLinkedQueue<>();

  People(WatchedSystem system) {
    this.system = system;
  }

  Phone newPhone() {
    Phone phone = system.phone();
    phones.add(phone);
    return phone;
  }

  /** A PIN of the right form that nobody was sent. */
  String newPin() {
    String pin =
        Long.toString(ThreadLocalRandom.current().nextLong(1_000_000_000L, 9_999_999_999L));
    typed.add(pin);
    return pin;
  }

  /** What is not to be found: their numbers, and every PIN that was sent or typed. */
  List<Needles> needles() {
    List<Needles> needles = new ArrayList<>(delivered());
    phones.forEach(phone -> needles.add(Needles.ofNumber(phone.number())));
    typed.forEach(pin -> needles.add(Needles.ofSecret("PIN " + pin, pin)));
    return needles;
  }

  /** The numbers to which a message went, and the PINs in these messages. */
  List<Needles> delivered() {
    List<Needles> needles = new ArrayList<>();
    for (Phone phone : phones) {
      for (Phone.Message message : system.simulator().messages(phone.msisdn())) {
        needles.add(Needles.ofNumber(phone.number()));
        needles.add(Needles.ofSecret("PIN " + message.pin(), message.pin()));
      }
    }
    return needles;
  }

  /** Proves a number over HTTP, with a wrong PIN first. */
  void proveANumber() {
    Phone phone = newPhone();
    Verification verification = system.person(phone).asks();
    verification.awaitStatus("SENT", PATIENCE);
    verification.types(newPin()).expect(200);
    verification.types(phone.pin()).expect(200);
    verification.awaitStatus("VERIFIED", PATIENCE);
  }

  /** As somebody at home types it. */
  void proveANationalNumber() {
    Phone phone = newPhone();
    ObjectNode body =
        JSON.createObjectNode()
            .put("phoneNumber", "0" + phone.number().substring(4))
            .put("country", "HR");
    var person = system.person(phone);
    Verification verification =
        person.accepted(person.post(body, "Idempotency-Key", "k-" + phone.number()));
    verification.awaitStatus("SENT", PATIENCE);
    verification.types(phone.pin()).expect(200);
  }

  /** Guesses until it is locked. */
  void guess() {
    Verification verification = system.person(newPhone()).asks();
    verification.awaitStatus("SENT", PATIENCE);
    for (int i = 0; i < 5; i++) {
      verification.types(newPin());
    }
    verification.awaitStatus("LOCKED", PATIENCE);
    verification.types(newPin());
  }

  /** Asks for a message that goes wrong in this way, and types what arrives if anything does. */
  void sendWith(ObjectNode fault) {
    Phone phone = newPhone();
    system.simulator().strike(fault.put("operation", "send").put("to", phone.msisdn()));
    Verification verification = system.person(phone).asks();
    Answer state =
        await()
            .atMost(PATIENCE)
            .until(verification::looks, now -> !now.text().matches(".*\"(REQUESTED|SENDING)\".*"));
    if (state.text().contains("\"SENT\"")) {
      verification.types(phone.pin());
    }
  }

  /** Types a PIN whose check goes wrong in this way. */
  void checkWith(ObjectNode fault) {
    Phone phone = newPhone();
    Verification verification = system.person(phone).asks();
    verification.awaitStatus("SENT", PATIENCE);
    system.simulator().strike(fault.put("operation", "verify").put("to", phone.msisdn()));
    verification.types(phone.pin());
    verification.types(newPin());
  }

  /** The whole of it over events; returns when the right PIN has been taken. */
  void proveOverEvents() {
    Upstream upstream = system.upstream();
    Phone phone = newPhone();
    OtpRequested request = upstream.request(phone);
    upstream.publishes(request);
    String pin = phone.pin();
    upstream.publishes(upstream.submission(request.verificationId(), newPin()));
    int before = system.simulator().verifyCalls(phone);
    upstream.publishes(upstream.submission(request.verificationId(), pin));
    await().atMost(PATIENCE).until(() -> system.simulator().verifyCalls(phone) > before);
  }

  /** A fault of the simulator's. */
  static ObjectNode fault(String kind) {
    return JSON.createObjectNode().put("kind", kind).put("count", 2);
  }
}
