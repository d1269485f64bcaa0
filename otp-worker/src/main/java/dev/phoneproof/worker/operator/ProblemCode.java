package dev.phoneproof.worker.operator;

import java.util.Locale;
import org.springframework.http.HttpStatus;

/** The stable codes of problems, in JSON in lower case. */
enum ProblemCode {
  INVALID_REQUEST(HttpStatus.BAD_REQUEST, "A parameter, a member or the JSON is wrong."),
  REASON_REQUIRED(
      HttpStatus.BAD_REQUEST,
      "X-Reason names a ticket: 1 to 64 of A-Z a-z 0-9 . _ - without seven digits in a row."),
  INVALID_CREDENTIALS(HttpStatus.UNAUTHORIZED, "HTTP Basic with an operator's name and key."),
  NOT_ALLOWED(HttpStatus.FORBIDDEN, "It needs another role, or there is no such call."),
  NOT_FOUND(HttpStatus.NOT_FOUND, "There is no such call."),
  VERIFICATION_NOT_FOUND(HttpStatus.NOT_FOUND, "It is not kept, or not any more."),
  METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, "There is no such call."),
  PURGE_RUNNING(HttpStatus.CONFLICT, "One purge at a time: see GET purges, and ask again later."),
  BODY_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, "At most 16 kB, with a Content-Length."),
  UNSUPPORTED_MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "JSON is needed."),
  INTERNAL_ERROR(HttpStatus.INTERNAL_SERVER_ERROR, "The worker's log says more."),
  UNAVAILABLE(
      HttpStatus.SERVICE_UNAVAILABLE, "Kafka or PostgreSQL does not answer. A repeat is safe.");

  private final HttpStatus status;
  private final String detail;

  ProblemCode(HttpStatus status, String detail) {
    this.status = status;
    this.detail = detail;
  }

  HttpStatus status() {
    return status;
  }

  String detail() {
    return detail;
  }

  String wireName() {
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
