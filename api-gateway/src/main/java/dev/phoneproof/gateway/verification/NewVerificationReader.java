package dev.phoneproof.gateway.verification;

import dev.phoneproof.events.CallerData;
import dev.phoneproof.events.CallerData.Transaction;
import dev.phoneproof.events.Channel;
import dev.phoneproof.events.PhoneNumber;
import dev.phoneproof.gateway.access.Caller;
import dev.phoneproof.gateway.body.JsonObject;
import dev.phoneproof.gateway.limit.Network;
import dev.phoneproof.gateway.phone.NumberCheck.Accepted;
import dev.phoneproof.gateway.phone.NumberCheck.Refused;
import dev.phoneproof.gateway.phone.NumberCheck.Why;
import dev.phoneproof.gateway.phone.PhoneRules;
import dev.phoneproof.gateway.problem.Problem;
import dev.phoneproof.gateway.problem.ProblemCode;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads the body of a request for a verification and fills in the defaults. */
@Component
final class NewVerificationReader {

  static final String DEFAULT_PURPOSE = "verification";
  static final Channel DEFAULT_CHANNEL = Channel.SMS;

  private static final String DEFAULT_LOCALE = "en";

  private static final List<String> OF_API_CLIENTS =
      List.of("reference", "nonce", "transaction", "knownDevice", "endUserAddress");

  private static final String[] MEMBERS =
      Stream.concat(
              Stream.of("phoneNumber", "country", "channel", "locale", "purpose"),
              OF_API_CLIENTS.stream())
          .toArray(String[]::new);

  private static final Pattern COUNTRY = Pattern.compile("[A-Za-z]{2}");
  private static final Pattern CHANNEL = Pattern.compile("sms|voice");
  private static final Pattern LOCALE = Pattern.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}");
  private static final Pattern PURPOSE = Pattern.compile("[a-z][a-z0-9_-]{0,31}");

  /** No room for a phone number, which has seven digits or more; a UUID may have them. */
  private static final Pattern REFERENCE =
      Pattern.compile(
          "([0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}"
              + "|(?![A-Za-z0-9._-]*[0-9]{7})[A-Za-z0-9._-]{1,64})");

  private static final Pattern NONCE = Pattern.compile("[\\x21-\\x7e]{1,128}");
  private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,12}(\\.[0-9]{1,4})?");
  private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
  private static final Pattern PAYEE = Pattern.compile("[\\p{L}\\p{Nd} ]{1,40}");

  /** Only so far that no host name and no short form is taken for an address. */
  private static final Pattern ADDRESS =
      Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|(?=[^:]*:)[0-9A-Fa-f:.]{2,45}");

  private final PhoneRules phoneRules;

  NewVerificationReader(PhoneRules phoneRules) {
    this.phoneRules = phoneRules;
  }

  /**
   * Reads a body.
   *
   * @param caller only an API client may attach anything, or speak for the person's device
   * @param preferred the caller's preferred language, if the body names none
   */
  NewVerification read(JsonObject body, Caller caller, @Nullable Locale preferred) {
    body.withOnly(MEMBERS);
    if (caller.browser()) {
      refuseWhatOnlyABackendMaySay(body);
    }
    PhoneNumber number = number(body);
    NumberRepeated.in(body, number).ifPresent(NewVerificationReader::refuse);
    String purpose = body.text("purpose", PURPOSE);
    Channel channel = channel(body);
    return new NewVerification(
        number,
        channel == null ? DEFAULT_CHANNEL : channel,
        locale(body, preferred),
        purpose == null ? DEFAULT_PURPOSE : purpose,
        new CallerData(
            body.text("reference", REFERENCE), body.text("nonce", NONCE), transaction(body)),
        endUserAddress(body),
        body.flag("knownDevice"));
  }

  private static void refuseWhatOnlyABackendMaySay(JsonObject body) {
    for (String member : OF_API_CLIENTS) {
      if (body.has(member)) {
        throw Problem.of(ProblemCode.INVALID_REQUEST)
            .because("api_clients_only")
            .with("member", member)
            .thrown();
      }
    }
  }

  /** The channel that a body names; null when it names none. */
  static @Nullable Channel channel(JsonObject body) {
    String name = body.text("channel", CHANNEL);
    return name == null ? null : Channel.valueOf(name.toUpperCase(Locale.ROOT));
  }

  private PhoneNumber number(JsonObject body) {
    String country = body.text("country", COUNTRY);
    if (country != null && !phoneRules.isCountry(country)) {
      throw Problem.invalid("country").thrown();
    }
    String typed = Objects.requireNonNullElse(body.anyText("phoneNumber"), "");
    return switch (phoneRules.check(typed, country)) {
      case Accepted accepted -> accepted.number();
      case Refused refused -> throw problem(refused.why()).thrown();
    };
  }

  private static void refuse(String member) {
    throw Problem.invalid(member).thrown();
  }

  private static Problem problem(Why why) {
    String sentence = why.name().toLowerCase(Locale.ROOT);
    return switch (why) {
      case NOT_A_NUMBER, COUNTRY_MISSING, TOO_SHORT, TOO_LONG, NOT_IN_USE ->
          Problem.of(ProblemCode.INVALID_PHONE_NUMBER).because(sentence);
      case LANDLINE, PREMIUM, OTHER_TYPE ->
          Problem.of(ProblemCode.UNSUPPORTED_NUMBER_TYPE).because(sentence);
      case COUNTRY_NOT_ALLOWED -> Problem.of(ProblemCode.COUNTRY_NOT_ALLOWED);
    };
  }

  private static String locale(JsonObject body, @Nullable Locale preferred) {
    String named = body.text("locale", LOCALE);
    if (named != null) {
      return named;
    }
    if (preferred == null || preferred.getLanguage().isEmpty()) {
      return DEFAULT_LOCALE;
    }
    String tag = preferred.toLanguageTag();
    return LOCALE.matcher(tag).matches() ? tag : DEFAULT_LOCALE;
  }

  private static @Nullable String endUserAddress(JsonObject body) {
    String address = body.text("endUserAddress", ADDRESS);
    if (address != null && Network.of(address).isEmpty()) {
      throw Problem.invalid("endUserAddress").thrown();
    }
    return address;
  }

  private static @Nullable Transaction transaction(JsonObject body) {
    JsonObject members = body.object("transaction");
    if (members == null) {
      return null;
    }
    members.withOnly("amount", "currency", "payee");
    return new Transaction(
        members.requiredText("amount", AMOUNT),
        members.requiredText("currency", CURRENCY),
        members.requiredText("payee", PAYEE));
  }
}
