package dev.phoneproof.simulator.contract;

import java.util.regex.Pattern;

/** Keeps what may be a number or a PIN out of stored texts, wherever the sender put it. */
final class Redaction {
  private static final Pattern DIGITS = Pattern.compile("[0-9](?:[ ().-]?[0-9]){3,}");
  private static final int LONGEST = 200;

  private Redaction() {}

  static String digits(String text) {
    String shortened = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    return DIGITS.matcher(shortened).replaceAll("•••");
  }
}
