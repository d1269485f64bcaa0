package dev.phoneproof.simulator.twofactor;

/**
 * The application and the template that are there from the start, so that nobody must set up.
 *
 * @param messageText with {@code {{pin}}}
 */
public record ReadyMade(
    String applicationId,
    String messageId,
    String messageText,
    String senderId,
    PinType pinType,
    int pinLength) {

  public static final ReadyMade DEFAULTS =
      new ReadyMade(
          "SIMULATED-APPLICATION",
          "SIMULATED-MESSAGE",
          "{{pin}} is your PhoneProof code. Do not share it with anyone.",
          "PhoneProof",
          PinType.NUMERIC,
          6);

  public ReadyMade withIds(String application, String message) {
    return new ReadyMade(application, message, messageText, senderId, pinType, pinLength);
  }

  public ReadyMade withPin(PinType type, int length) {
    return new ReadyMade(applicationId, messageId, messageText, senderId, type, length);
  }

  public ReadyMade withMessage(String text, String sender) {
    return new ReadyMade(applicationId, messageId, text, sender, pinType, pinLength);
  }
}
