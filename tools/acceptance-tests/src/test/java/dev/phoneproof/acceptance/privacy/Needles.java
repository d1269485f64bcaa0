package dev.phoneproof.acceptance.privacy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Every form in which a text could stand somewhere, as the bytes to look for. */
final class Needles {

  /** As people and libraries group a national number of nine digits. */
  private static final List<List<Integer>> GROUPS =
      List.of(
          List.of(2, 3, 4),
          List.of(2, 3, 2, 2),
          List.of(2, 7),
          List.of(3, 3, 3),
          List.of(3, 6),
          List.of(5, 4),
          List.of(1, 2, 2, 2, 2),
          List.of(1, 8));

  private static final List<String> SEPARATORS =
      List.of(" ", "-", ".", "/", "_", "%20", "+", ") ", "\u00a0", "\u2011", "\\u00a0");

  private final Map<String, byte[]> forms = new LinkedHashMap<>();

  private Needles() {}

  /**
   * The forms of a Croatian mobile number. Its national digits alone stand in whatever has the
   * whole number, with the plus or without, with 0 or 00 385 before it.
   */
  static Needles ofNumber(String e164) {
    String national = e164.substring("+385".length());
    Needles needles = new Needles();
    needles.addEncoded("national", national);
    needles.addBinary(Long.parseLong(e164.substring(1)));
    for (List<Integer> groups : GROUPS) {
      for (String first : SEPARATORS) {
        for (String separator : SEPARATORS) {
          String grouped = grouped(national, groups, first, separator);
          needles.add("grouped " + grouped, grouped.getBytes(UTF_8));
        }
      }
      needles.addBase64("grouped " + groups, grouped(national, groups, " ", " "));
    }
    return needles;
  }

  /** The forms of a PIN, or of any other secret: long enough not to stand anywhere by chance. */
  static Needles ofSecret(String name, String secret) {
    Needles needles = new Needles();
    needles.addEncoded(name, secret);
    return needles;
  }

  /** What to look for, by its description. */
  Map<String, byte[]> forms() {
    return forms;
  }

  private void addEncoded(String name, String text) {
    add(name, text.getBytes(UTF_8));
    addBase64(name, text);
    String hex = HexFormat.of().formatHex(text.getBytes(UTF_8));
    add(name + " in hex", hex.getBytes(UTF_8));
    add(name + " in HEX", hex.toUpperCase(Locale.ROOT).getBytes(UTF_8));
    add(name + " in UTF-16LE", text.getBytes(UTF_16LE));
    add(name + " in UTF-16BE", text.getBytes(UTF_16BE));
    add(name + " JSON-escaped", each(text, "\\u%04x").getBytes(UTF_8));
    add(name + " JSON-ESCAPED", each(text, "\\u%04X").getBytes(UTF_8));
    add(name + " percent-encoded", each(text, "%%%02x").getBytes(UTF_8));
    add(name + " PERCENT-ENCODED", each(text, "%%%02X").getBytes(UTF_8));
    add(name + " in HTML", each(text, "&#%d;").getBytes(UTF_8));
    add(name + " backwards", new StringBuilder(text).reverse().toString().getBytes(UTF_8));
  }

  /**
   * What base64 makes of a text wherever it begins: without the ends, which the neighbours change.
   */
  private void addBase64(String name, String text) {
    byte[] bytes = text.getBytes(UTF_8);
    for (int before = 0; before < 3; before++) {
      byte[] shifted = new byte[before + bytes.length];
      System.arraycopy(bytes, 0, shifted, before, bytes.length);
      for (Base64.Encoder encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
        String encoded = encoder.withoutPadding().encodeToString(shifted);
        int first = (before * 8 + 5) / 6;
        int last = shifted.length * 8 / 6;
        add(
            name + " in base64, " + before + " bytes on",
            encoded.substring(first, last).getBytes(ISO_8859_1));
      }
    }
  }

  /** As a column or a serializer holds it that takes it for a number. */
  private void addBinary(long number) {
    for (ByteOrder order : List.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)) {
      add("int64 " + order, ByteBuffer.allocate(8).order(order).putLong(number).array());
    }
  }

  private void add(String name, byte[] form) {
    byte[] known = forms.putIfAbsent(name, form);
    if (known != null && !java.util.Arrays.equals(known, form)) {
      forms.put(name + " (URL)", form);
    }
  }

  private static String each(String text, String format) {
    return text.chars().mapToObj(format::formatted).collect(Collectors.joining());
  }

  /** With a separator of its own behind the area code, as in {@code (91) 123-4567}. */
  private static String grouped(
      String digits, List<Integer> groups, String first, String separator) {
    List<String> parts = new ArrayList<>();
    int from = groups.getFirst();
    for (int length : groups.subList(1, groups.size())) {
      parts.add(digits.substring(from, from + length));
      from += length;
    }
    return digits.substring(0, groups.getFirst()) + first + String.join(separator, parts);
  }
}
