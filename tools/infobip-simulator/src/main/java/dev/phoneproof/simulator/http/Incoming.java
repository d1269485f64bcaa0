package dev.phoneproof.simulator.http;

import dev.phoneproof.simulator.contract.Headers;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Fields;
import org.jspecify.annotations.Nullable;

/** A request, read. It holds the key, the number and the PIN, so it prints none of them. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Incoming(
    String method,
    String path,
    Map<String, List<String>> query,
    Headers headers,
    String host,
    @Nullable String lastEventId,
    byte[] body) {

  /** Above any body that the contract could need. */
  static final int LARGEST_BODY = 64 * 1024;

  static Incoming read(Request request) throws IOException {
    return new Incoming(
        request.getMethod(),
        Request.getPathInContext(request),
        query(request),
        new Headers(
            header(request, HttpHeader.AUTHORIZATION),
            header(request, HttpHeader.CONTENT_TYPE),
            header(request, HttpHeader.ACCEPT)),
        Request.getServerName(request),
        request.getHeaders().get("Last-Event-ID"),
        body(request));
  }

  boolean tooLarge() {
    return body.length > LARGEST_BODY;
  }

  @Nullable String parameter(String name) {
    List<String> values = query.get(name);
    return values == null ? null : values.getFirst();
  }

  private static Map<String, List<String>> query(Request request) {
    if (request.getHttpURI().getQuery() == null) {
      return Map.of();
    }
    Map<String, List<String>> query = new HashMap<>();
    for (Fields.Field field : Request.extractQueryParameters(request)) {
      query.put(field.getName(), field.getValues());
    }
    return query;
  }

  private static @Nullable String header(Request request, HttpHeader header) {
    HttpField field = request.getHeaders().getField(header);
    return field == null ? null : field.getValue();
  }

  private static byte[] body(Request request) throws IOException {
    if (request.getLength() == 0) {
      return new byte[0];
    }
    InputStream in = Content.Source.asInputStream(request);
    return in.readNBytes(LARGEST_BODY + 1);
  }

  @Override
  public String toString() {
    return "Incoming[" + method + "]";
  }
}
