package dev.phoneproof.events;

import java.util.regex.Pattern;

/** The forms of text members; the JSON Schemas hold the same ones, a test compares them. */
final class Patterns {

  static final Pattern ANY = Pattern.compile("[\\s\\S]*");
  static final Pattern CLIENT_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  static final Pattern PURPOSE = Pattern.compile("[a-z][a-z0-9_-]{0,31}");
  static final Pattern LOCALE = Pattern.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}");
  static final Pattern REFERENCE = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  static final Pattern NONCE = Pattern.compile("[\\x21-\\x7e]{1,128}");
  static final Pattern AMOUNT = Pattern.compile("[0-9]{1,12}(\\.[0-9]{1,4})?");
  static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
  static final Pattern PAYEE = Pattern.compile("[\\p{L}\\p{Nd} ]{1,40}");
  static final Pattern TAG = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  static final Pattern DELIVERY = Pattern.compile("[a-z_]{1,32}");
  static final Pattern COMPACT_JWE = Pattern.compile("[A-Za-z0-9_-]*(\\.[A-Za-z0-9_-]*){4}");

  private Patterns() {}
}
