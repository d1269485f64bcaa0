package dev.phoneproof.localstack.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Ports of 127.0.0.1. */
public final class LocalPort {

  private static final int LOWEST_LASTING = 15_000;

  /** Linux begins at 32768, others above it. */
  private static final int LOWEST_HANDED_OUT = 32_000;

  private LocalPort() {}

  /** A port that nobody listens on at this moment; somebody may take it before the caller does. */
  public static int free() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A port that nobody listens on and that systems do not hand out by themselves, so that a server
   * finds it free again after a restart.
   */
  public static int lasting() {
    int port;
    do {
      port = ThreadLocalRandom.current().nextInt(LOWEST_LASTING, LOWEST_HANDED_OUT);
    } while (isTaken(port));
    return port;
  }

  /** Whether somebody listens on the port. */
  public static boolean isTaken(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      // Connections of an earlier run that linger in TIME_WAIT do not count.
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return false;
    } catch (IOException e) {
      return true;
    }
  }
}
