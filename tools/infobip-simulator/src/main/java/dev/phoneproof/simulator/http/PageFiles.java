package dev.phoneproof.simulator.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The inbox page and what it is made of, from the class path and from nowhere else. */
final class PageFiles {
  private static final Map<String, String> HEADERS =
      Map.of(
          "Cache-Control",
          "no-cache",
          "Content-Security-Policy",
          "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
              + " img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
          "X-Content-Type-Options",
          "nosniff",
          "Referrer-Policy",
          "no-referrer");

  private final Map<String, Answer.Content> files =
      Map.of(
          "/", file("inbox.html", "text/html; charset=utf-8"),
          "/inbox.css", file("inbox.css", "text/css; charset=utf-8"),
          "/inbox.js", file("inbox.js", "text/javascript; charset=utf-8"),
          "/icon.svg", file("icon.svg", "image/svg+xml"),
          "/simulator/assumptions", file("assumptions.json", "application/json"));

  /** Null when there is no such file. */
  @Nullable Answer find(Incoming in) {
    return in.method().equals("GET") || in.method().equals("HEAD") ? files.get(in.path()) : null;
  }

  private static Answer.Content file(String name, String type) {
    String path = "/dev/phoneproof/simulator/page/" + name;
    try (InputStream in = Objects.requireNonNull(PageFiles.class.getResourceAsStream(path))) {
      return new Answer.Content(200, type, in.readAllBytes(), HEADERS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
