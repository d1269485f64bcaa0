package dev.phoneproof.simulator.twofactor;

/** The kinds of PIN in the contract. Letters are capitals, which is an assumption. */
public enum PinType {
  NUMERIC("0123456789"),
  ALPHA("ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
  HEX("0123456789ABCDEF"),
  ALPHANUMERIC("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ");

  private final String alphabet;

  PinType(String alphabet) {
    this.alphabet = alphabet;
  }

  String alphabet() {
    return alphabet;
  }
}
