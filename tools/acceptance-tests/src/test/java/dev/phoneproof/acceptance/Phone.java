package dev.phoneproof.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** A phone with its own number: what arrives on it is what the simulator has sent. */
public final class Phone {

  private static final Duration PATIENCE = Duration.ofSeconds(25);
  private static final Duration QUIET = Duration.ofSeconds(3);

  private final String number;
  private final Simulator simulator;
  private final Consumer<String> seenPins;

  public Phone(String number, Simulator simulator, Consumer<String> seenPins) {
    this.number = number;
    this.simulator = simulator;
    this.seenPins = seenPins;
  }

  public String number() {
    return number;
  }

  /** As people at home write it. */
  String nationalNumber() {
    return "0" + number.substring("+385".length());
  }

  /** The number in Infobip's form, without the plus. */
  public String msisdn() {
    return number.substring(1);
  }

  /** The PIN of the first message, which may still be on its way. */
  public String pin() {
    return awaitMessages(1).getFirst().pin();
  }

  /** A PIN of the right form that was not sent. */
  public String wrongPin(int which) {
    String wrong = Integer.toString(10_000_000 + which);
    seenPins.accept(wrong);
    return wrong.equals(pin()) ? wrongPin(which + 1_000) : wrong;
  }

  public String wrongPin() {
    return wrongPin(1);
  }

  /** Waits until so many messages have arrived. */
  public List<Message> awaitMessages(int count) {
    await().alias("messages on the phone").atMost(PATIENCE).until(() -> messages().size() >= count);
    return messages();
  }

  /** Makes sure that there are exactly so many messages and that no other follows. */
  public void staysAtMessages(int count) {
    if (count > 0) {
      awaitMessages(count);
    }
    await()
        .during(QUIET)
        .atMost(QUIET.plusSeconds(5))
        .untilAsserted(() -> assertThat(messages()).hasSize(count));
  }

  /** The PINs that have arrived so far. */
  List<String> knownPins() {
    return messages().stream().map(Message::pin).toList();
  }

  private List<Message> messages() {
    List<Message> messages = simulator.messages(msisdn());
    messages.forEach(message -> seenPins.accept(message.pin()));
    return messages;
  }

  /** A message or a call, as it arrived. */
  public record Message(String pin, String pinId, String channel) {}
}
