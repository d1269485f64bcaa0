package dev.phoneproof.events;

import java.util.regex.Pattern;

/** The forms of text members; the JSON Schemas hold the same ones, a test compares them. */
final class Patterns {

  static final Pattern ANY = Pattern.compile("[\\s\\S]*");
  static final Pattern UUID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  /** RFC 3339 as far as Java and the usual schema validators agree on it: no leap seconds. */
  static final Pattern TIME =
      Pattern.compile(
          "[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]{1,9})?"
              + "(Z|[+-](0[0-9]|1[0-4]):[0-5][0-9])");

  /** E.164: plus, country code, at most 15 digits (ITU-T E.164, 6.2.1). */
  static final Pattern E164 = Pattern.compile("\\+[1-9][0-9]{6,14}");

  static final Pattern PIN = Pattern.compile("[A-Za-z0-9]{4,10}");
  static final Pattern CLIENT_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  static final Pattern PURPOSE = Pattern.compile("[a-z][a-z0-9_-]{0,31}");
  static final Pattern LOCALE = Pattern.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}");

  /** No room for a phone number, which has seven digits or more; a UUID may have them. */
  static final Pattern REFERENCE =
      Pattern.compile(
          "([0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}"
              + "|(?![A-Za-z0-9._-]*[0-9]{7})[A-Za-z0-9._-]{1,64})");

  static final Pattern NONCE = Pattern.compile("[\\x21-\\x7e]{1,128}");
  static final Pattern AMOUNT = Pattern.compile("[0-9]{1,12}(\\.[0-9]{1,4})?");
  static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
  static final Pattern PAYEE = Pattern.compile("[\\p{L}\\p{Nd} ]{1,40}");
  static final Pattern TAG = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  static final Pattern DELIVERY = Pattern.compile("[a-z_]{1,32}");

  /** RFC 7516, 7.1: five parts, of which only the encrypted key may be empty. */
  static final Pattern COMPACT_JWE =
      Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]*(\\.[A-Za-z0-9_-]+){3}");

  /** A CloudEvents attribute, which has no control characters (CloudEvents 1.0, type system). */
  static final Pattern ATTRIBUTE = Pattern.compile("[^\\p{Cc}\\p{Cs}]{1,256}");

  private Patterns() {}
}
