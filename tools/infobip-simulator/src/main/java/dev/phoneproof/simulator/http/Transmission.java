package dev.phoneproof.simulator.http;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.QuietException;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Puts an answer on the wire, or breaks the wire. */
record Transmission(Request request, Response response, Callback callback) {

  void content(Answer.Content content) {
    response.setStatus(content.status());
    if (!content.contentType().isEmpty()) {
      response.getHeaders().put(HttpHeader.CONTENT_TYPE, content.contentType());
    }
    content.headers().forEach((name, value) -> response.getHeaders().put(name, value));
    if (content.status() != 204) {
      response.getHeaders().put(HttpHeader.CONTENT_LENGTH, content.body().length);
    }
    response.write(true, ByteBuffer.wrap(content.body()), callback);
  }

  /** Lingering zero seconds makes the kernel send RST instead of FIN. */
  void reset() throws IOException {
    EndPoint endPoint = endPoint();
    if (endPoint instanceof SocketChannelEndPoint socket) {
      socket.getChannel().setOption(StandardSocketOptions.SO_LINGER, 0);
    }
    close(endPoint);
  }

  /** Holds no thread meanwhile. */
  void silence(Duration time) {
    request.addIdleTimeoutListener(_ -> false);
    EndPoint endPoint = endPoint();
    request
        .getComponents()
        .getScheduler()
        .schedule(() -> close(endPoint), time.toMillis(), TimeUnit.MILLISECONDS);
  }

  private EndPoint endPoint() {
    return request.getConnectionMetaData().getConnection().getEndPoint();
  }

  private void close(EndPoint endPoint) {
    endPoint.close();
    callback.failed(new OrderedFailure());
  }

  /** Not worth a line in the log: somebody ordered it. */
  private static final class OrderedFailure extends QuietException.Exception {
    OrderedFailure() {
      super("ordered as a fault");
    }
  }
}
