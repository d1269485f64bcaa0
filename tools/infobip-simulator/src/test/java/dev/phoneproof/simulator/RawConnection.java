package dev.phoneproof.simulator;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A bare socket, which sees what an HTTP client would hide. */
final class RawConnection implements AutoCloseable {
  private final Socket socket;

  RawConnection(int port, int timeoutMillis) throws IOException {
    socket = new Socket("127.0.0.1", port);
    socket.setSoTimeout(timeoutMillis);
  }

  void post(String path, String body) throws IOException {
    String request =
        """
        POST %s HTTP/1.1\r
        Host: 127.0.0.1\r
        Authorization: App k\r
        Content-Type: application/json\r
        Content-Length: %d\r
        \r
        %s\
        """
            .formatted(path, body.length(), body);
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
  }

  /** The first byte of an answer, -1 for an orderly end; a reset throws. */
  int read() throws IOException {
    return socket.getInputStream().read();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
