package dev.phoneproof.gateway.problem;

import java.util.Locale;
import org.springframework.http.HttpStatus;

/** The stable codes of problems, in JSON in lower case, each with its HTTP status. */
public enum ProblemCode {
  INVALID_REQUEST(HttpStatus.BAD_REQUEST),
  INVALID_PHONE_NUMBER(HttpStatus.BAD_REQUEST),
  UNSUPPORTED_NUMBER_TYPE(HttpStatus.BAD_REQUEST),
  INVALID_PIN(HttpStatus.BAD_REQUEST),
  INVALID_API_KEY(HttpStatus.UNAUTHORIZED),
  COUNTRY_NOT_ALLOWED(HttpStatus.FORBIDDEN),
  ORIGIN_NOT_ALLOWED(HttpStatus.FORBIDDEN),
  PURPOSE_NOT_ALLOWED(HttpStatus.FORBIDDEN),
  NOT_FOUND(HttpStatus.NOT_FOUND),
  VERIFICATION_NOT_FOUND(HttpStatus.NOT_FOUND),
  METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED),
  NOT_SENT_YET(HttpStatus.CONFLICT),
  VERIFICATION_ENDED(HttpStatus.GONE),
  BODY_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE),
  UNSUPPORTED_MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE),
  RATE_LIMITED(HttpStatus.TOO_MANY_REQUESTS),
  RESEND_TOO_EARLY(HttpStatus.TOO_MANY_REQUESTS),
  INTERNAL_ERROR(HttpStatus.INTERNAL_SERVER_ERROR),
  UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE);

  private final HttpStatus status;

  ProblemCode(HttpStatus status) {
    this.status = status;
  }

  /** The HTTP status that goes with it. */
  public HttpStatus status() {
    return status;
  }

  /** The name in JSON. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The code for a status that the server itself decided. */
  static ProblemCode forStatus(int status) {
    return switch (status) {
      case 404 -> NOT_FOUND;
      case 405, 501 -> METHOD_NOT_ALLOWED;
      case 413 -> BODY_TOO_LARGE;
      case 415 -> UNSUPPORTED_MEDIA_TYPE;
      case 503 -> UNAVAILABLE;
      default -> status < 500 ? INVALID_REQUEST : INTERNAL_ERROR;
    };
  }
}
