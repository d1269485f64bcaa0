package dev.phoneproof.simulator;

import java.io.IOException;

/** The port cannot be had. */
public final class PortTakenException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  PortTakenException(int port, IOException cause) {
    super("Port " + port + " on 127.0.0.1 cannot be used: it is taken or not allowed", cause);
  }
}
