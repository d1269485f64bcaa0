package dev.phoneproof.simulator;

import java.io.IOException;
import java.net.InetSocketAddress;

/** The port cannot be had. */
public final class PortTakenException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  PortTakenException(InetSocketAddress address, IOException cause) {
    super(
        "Port %d on %s cannot be used: it is taken or not allowed"
            .formatted(address.getPort(), address.getHostString()),
        cause);
  }
}
