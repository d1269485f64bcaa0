package dev.phoneproof.worker.limit;

import java.util.Locale;

/**
 * What is counted in one window. A new window starts at nought.
 *
 * @param scope which limit it is for
 * @param about a number's keyed hash or a client's id, in hex; empty for all
 * @param detail a tag, a client or a country, or whose wrong PINs; empty where there is none
 */
record Counter(Scope scope, String about, String detail, Window per) {

  /** What is counted together, the widest last. */
  enum Scope {
    NUMBER_AND_SESSION,
    NUMBER_AND_DEVICE,
    NUMBER_AND_NETWORK,
    /** When the client tells nothing of whom it asks for. */
    NUMBER_AND_CLIENT,
    /** When it says that it knows the device, and no more. */
    NUMBER_AND_CLIENTS_WORD,
    WRONG_PINS,
    NUMBER,
    COUNTRY_AND_CLIENT,
    CLIENT,
    ALL
  }

  /** Of the UTC clock: when it ends tells nobody when others have asked. */
  enum Window {
    HOUR,
    DAY
  }

  /** For operators: {@code number_and_session_per_hour}. */
  String code() {
    return lower(scope) + "_per_" + lower(per);
  }

  static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  /** Without what it is about. */
  @Override
  public String toString() {
    return code();
  }
}
