package dev.phoneproof.gateway.verification;

import dev.phoneproof.events.PhoneNumber;
import dev.phoneproof.gateway.body.JsonObject;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks for the phone number in the members that are published and stored readable: there a client
 * may name anything but the number, however it is written.
 */
final class NumberRepeated {

  private static final List<String> MEMBERS = List.of("locale", "purpose", "reference", "nonce");
  private static final List<String> MEMBERS_OF_TRANSACTION = List.of("amount", "payee");

  /** Without country code and prefix the last digits still tell whose number it is. */
  private static final int TELLING_DIGITS = 7;

  private NumberRepeated() {}

  /** The name of a member that holds the number; empty when none does. */
  static Optional<String> in(JsonObject body, PhoneNumber number) {
    String digits = number.plain().map(NumberRepeated::digits).orElseThrow();
    String end = digits.substring(Math.max(0, digits.length() - TELLING_DIGITS));
    Optional<String> found = MEMBERS.stream().filter(name -> holds(body, name, end)).findFirst();
    JsonObject transaction = found.isPresent() ? null : body.object("transaction");
    return transaction == null
        ? found
        : MEMBERS_OF_TRANSACTION.stream()
            .filter(name -> holds(transaction, name, end))
            .findFirst()
            .map(name -> "transaction." + name);
  }

  private static boolean holds(JsonObject object, String name, String end) {
    @Nullable String text = object.anyText(name);
    return text != null && digits(text).contains(end);
  }

  /** Digits of other scripts as ASCII ones. */
  private static String digits(String text) {
    StringBuilder digits = new StringBuilder();
    text.codePoints()
        .filter(Character::isDigit)
        .forEach(digit -> digits.append(Character.digit(digit, 10)));
    return digits.toString();
  }
}
