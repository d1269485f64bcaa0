package dev.phoneproof.gateway.limit;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Optional;

/**
 * Where a call came from, as far as it says who: an IPv4 address, or the first half of an IPv6
 * address. The other half a customer's devices choose and change.
 */
public final class Network {

  private static final int NETWORK_BYTES = 8;

  private final byte[] bytes;

  private Network(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The network of an address as a connection shows it; empty when it is none. */
  public static Optional<Network> of(String address) {
    try {
      InetAddress parsed = InetAddress.ofLiteral(address.split("%", 2)[0]);
      byte[] bytes = parsed.getAddress();
      return Optional.of(
          new Network(
              parsed instanceof Inet4Address ? bytes : Arrays.copyOf(bytes, NETWORK_BYTES)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Four bytes of IPv4, eight of IPv6. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** Without the address. */
  @Override
  public String toString() {
    return "Network[redacted]";
  }
}
