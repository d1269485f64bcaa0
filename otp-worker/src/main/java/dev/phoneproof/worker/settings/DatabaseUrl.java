package dev.phoneproof.worker.settings;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A database's address, given as a JDBC URL or as {@code postgres://user:password@host:port/name}.
 */
record DatabaseUrl(String jdbcUrl, Optional<String> username, Optional<String> password) {

  private static final int DEFAULT_PORT = 5432;

  /** One host or several, as pgjdbc has them. */
  private static final Pattern JDBC =
      Pattern.compile(
          "jdbc:postgresql:(//HOST(,HOST)*/)?[^/?\\s]+(\\?\\S*)?"
              .replace("HOST", "[^/?:\\s,]+(:\\d{1,5})?"));

  /** A server's error can quote a row, and a row can hold a number. */
  private static final String QUIET = "logServerErrorDetail=false";

  static DatabaseUrl parse(String text) {
    if (JDBC.matcher(text).matches()) {
      return new DatabaseUrl(text, Optional.empty(), Optional.empty());
    }
    URI uri = URI.create(text);
    String scheme = String.valueOf(uri.getScheme());
    if (!scheme.matches("postgres|postgresql") || uri.getHost() == null || uri.getPath() == null) {
      throw new IllegalArgumentException(
          "must be jdbc:postgresql://host/name or postgres://user:password@host/name");
    }
    int port = uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort();
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    String url = "jdbc:postgresql://" + uri.getHost() + ":" + port + uri.getRawPath() + query;
    return new DatabaseUrl(url, part(uri, 0), part(uri, 1));
  }

  /** For every connection, those of migrations too: errors never quote a row. */
  String quietJdbcUrl() {
    return jdbcUrl + (jdbcUrl.contains("?") ? "&" : "?") + QUIET;
  }

  private static Optional<String> part(URI uri, int index) {
    @Nullable String user = uri.getRawUserInfo();
    String[] parts = user == null ? new String[0] : user.split(":", 2);
    return parts.length > index
        ? Optional.of(URLDecoder.decode(parts[index], StandardCharsets.UTF_8))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return "DatabaseUrl[redacted]";
  }
}
