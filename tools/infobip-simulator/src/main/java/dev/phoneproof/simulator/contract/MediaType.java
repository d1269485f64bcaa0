package dev.phoneproof.simulator.contract;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The media types of request bodies in the contract. */
public enum MediaType {
  JSON,
  XML,
  OTHER;

  public static MediaType of(@Nullable String contentType) {
    if (contentType == null) {
      return OTHER;
    }
    String[] parts = contentType.toLowerCase(Locale.ROOT).split(";", -1);
    for (int i = 1; i < parts.length; i++) {
      String parameter = parts[i].strip().replace("\"", "");
      if (parameter.startsWith("charset=") && !parameter.equals("charset=utf-8")) {
        return OTHER;
      }
    }
    return switch (parts[0].strip()) {
      case "application/json" -> JSON;
      case "application/xml" -> XML;
      default -> OTHER;
    };
  }
}
