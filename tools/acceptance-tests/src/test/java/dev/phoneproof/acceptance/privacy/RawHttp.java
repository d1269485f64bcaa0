package dev.phoneproof.acceptance.privacy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** HTTP that no client library would send. */
final class RawHttp {

  private static final int PATIENCE_MILLIS = 3_000;

  private RawHttp() {}

  /** What comes back until the server closes the connection. */
  static String exchange(URI address, String request) {
    StringBuilder answer = new StringBuilder();
    try (Socket socket = new Socket(address.getHost(), address.getPort())) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      byte[] part = new byte[8192];
      for (int read; (read = socket.getInputStream().read(part)) > 0; ) {
        answer.append(new String(part, 0, read, StandardCharsets.UTF_8));
      }
    } catch (SocketTimeoutException e) {
      // It keeps the connection: what there is is all.
    } catch (IOException e) {
      if (answer.isEmpty()) {
        throw new UncheckedIOException(e);
      }
    }
    return answer.toString();
  }
}
