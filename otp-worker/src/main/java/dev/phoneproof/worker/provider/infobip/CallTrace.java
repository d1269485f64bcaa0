package dev.phoneproof.worker.provider.infobip;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.Interceptor;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * What really happened on the wire during one call, which Infobip's client does not tell: whether
 * anything of the request left, the answer's status, its {@code Retry-After}. OkHttp calls both
 * hooks on the calling thread.
 */
final class CallTrace {

  private static final ThreadLocal<@Nullable CallTrace> CURRENT = new ThreadLocal<>();

  private boolean requestStarted;
  private int status;
  private @Nullable String retryAfter;

  static CallTrace begin() {
    CallTrace trace = new CallTrace();
    CURRENT.set(trace);
    return trace;
  }

  static void end() {
    CURRENT.remove();
  }

  /** Whether the provider may have got the request. */
  boolean requestStarted() {
    return requestStarted;
  }

  /** HTTP status; 0 when no answer came. */
  int status() {
    return status;
  }

  /** Seconds or an HTTP date (RFC 9110, 10.2.3); null when absent or unreadable. */
  @Nullable Duration retryAfter(InstantSource clock) {
    String text = retryAfter;
    if (text == null) {
      return null;
    }
    try {
      return text.matches("\\d{1,6}")
          ? Duration.ofSeconds(Long.parseLong(text))
          : positive(Duration.between(clock.instant(), httpDate(text)));
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  private static Instant httpDate(String text) {
    return ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
  }

  private static Duration positive(Duration duration) {
    return duration.isNegative() ? Duration.ZERO : duration;
  }

  /** Notes what leaves. */
  static final class Listener extends EventListener {

    @Override
    public void requestHeadersStart(Call call) {
      CallTrace trace = CURRENT.get();
      if (trace != null) {
        trace.requestStarted = true;
      }
    }
  }

  /** Notes what comes back, and takes away what OkHttp would repeat a request for. */
  static final class Recorder implements Interceptor {

    @Override
    public Response intercept(Chain chain) throws IOException {
      Response response = chain.proceed(chain.request());
      CallTrace trace = CURRENT.get();
      if (trace != null) {
        trace.status = response.code();
        trace.retryAfter = response.header("Retry-After");
      }
      return response.newBuilder().removeHeader("Retry-After").build();
    }
  }
}
