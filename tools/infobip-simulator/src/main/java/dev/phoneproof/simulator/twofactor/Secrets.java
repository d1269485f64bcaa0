package dev.phoneproof.simulator.twofactor;

import java.util.HexFormat;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** PINs and ids. The generator is a {@code SecureRandom} except where a test wants to know it. */
final class Secrets {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private final RandomGenerator random;

  Secrets(RandomGenerator random) {
    this.random = random;
  }

  String pin(PinType type, int length) {
    String alphabet = type.alphabet();
    StringBuilder pin = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      pin.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return pin.toString();
  }

  /** 32 hexadecimal capitals, as the ids in the contract's examples. */
  String id() {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    return HEX.formatHex(bytes);
  }

  String deliveryId() {
    return new UUID(random.nextLong(), random.nextLong()).toString();
  }
}
