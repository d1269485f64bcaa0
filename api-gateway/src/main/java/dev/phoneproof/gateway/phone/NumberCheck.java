package dev.phoneproof.gateway.phone;

import dev.phoneproof.events.PhoneNumber;

/** What became of a number that somebody typed. */
public sealed interface NumberCheck {

  /**
   * It can receive a PIN.
   *
   * @param number in E.164
   */
  record Accepted(PhoneNumber number) implements NumberCheck {}

  /**
   * It cannot.
   *
   * @param why what is wrong with it
   */
  record Refused(Why why) implements NumberCheck {}

  /** What can be wrong with a number. */
  enum Why {
    /** No telephone number at all, or of no country. */
    NOT_A_NUMBER,
    /** In national form, and no country was named. */
    COUNTRY_MISSING,
    TOO_SHORT,
    TOO_LONG,
    /** Of a possible length, but no such number exists in its country. */
    NOT_IN_USE,
    LANDLINE,
    PREMIUM,
    /** Of a country that is not served, or of no country at all: a satellite or global network. */
    COUNTRY_NOT_ALLOWED,
    /** Another kind that receives no PIN: toll-free, shared cost, internet, pager and so on. */
    OTHER_TYPE
  }
}
