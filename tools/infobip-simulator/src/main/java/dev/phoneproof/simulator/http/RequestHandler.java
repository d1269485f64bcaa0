package dev.phoneproof.simulator.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Between Jetty and the site. Runs on a virtual thread, so everything may block. */
final class RequestHandler extends Handler.Abstract {
  private final Site site;
  private final InboxStream stream;

  RequestHandler(Site site, InboxStream stream) {
    this.site = site;
    this.stream = stream;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    Transmission wire = new Transmission(request, response, callback);
    switch (answer(request)) {
      case Answer.Content content -> wire.content(content);
      case Answer.Reset _ -> wire.reset();
      case Answer.Silence(var time) -> wire.silence(time);
      case Answer.Events(long after) -> stream(after, response, callback);
    }
    return true;
  }

  private Answer answer(Request request) throws IOException, InterruptedException {
    Incoming in = Incoming.read(request);
    try {
      return site.answer(in);
    } catch (RuntimeException e) {
      // Named by its class alone: the message may hold what was sent.
      System.err.println("Unexpected " + e.getClass().getName() + " in the simulator");
      return Answer.error(500, "GENERAL_ERROR", "The simulator failed: " + e.getClass().getName());
    }
  }

  private void stream(long after, Response response, Callback callback)
      throws InterruptedException {
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/event-stream");
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    try {
      stream.write(after, bytes -> Content.Sink.write(response, false, ByteBuffer.wrap(bytes)));
      callback.succeeded();
    } catch (IOException e) {
      callback.failed(e);
    }
  }
}
