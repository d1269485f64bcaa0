package dev.phoneproof.simulator.contract;

import java.util.List;

/**
 * Every call of the OpenAPI file. Written out here, so that routing costs nothing and the file need
 * not be read when validation is off; a test holds this list and the file against each other.
 */
public enum Operation {
  LIST_APPLICATIONS("GET", "/2fa/2/applications", CallKind.SETUP),
  CREATE_APPLICATION("POST", "/2fa/2/applications", CallKind.SETUP),
  GET_APPLICATION("GET", "/2fa/2/applications/{appId}", CallKind.SETUP),
  UPDATE_APPLICATION("PUT", "/2fa/2/applications/{appId}", CallKind.SETUP),
  LIST_TEMPLATES("GET", "/2fa/2/applications/{appId}/messages", CallKind.SETUP),
  CREATE_TEMPLATE("POST", "/2fa/2/applications/{appId}/messages", CallKind.SETUP),
  GET_TEMPLATE("GET", "/2fa/2/applications/{appId}/messages/{msgId}", CallKind.SETUP),
  UPDATE_TEMPLATE("PUT", "/2fa/2/applications/{appId}/messages/{msgId}", CallKind.SETUP),
  CREATE_EMAIL_TEMPLATE("POST", "/2fa/2/applications/{appId}/email/messages", CallKind.EMAIL),
  UPDATE_EMAIL_TEMPLATE(
      "PUT", "/2fa/2/applications/{appId}/email/messages/{msgId}", CallKind.EMAIL),
  SEND_SMS("POST", "/2fa/2/pin", CallKind.SEND),
  SEND_VOICE("POST", "/2fa/2/pin/voice", CallKind.SEND),
  SEND_EMAIL("POST", "/2fa/2/pin/email", CallKind.EMAIL),
  RESEND_SMS("POST", "/2fa/2/pin/{pinId}/resend", CallKind.RESEND),
  RESEND_VOICE("POST", "/2fa/2/pin/{pinId}/resend/voice", CallKind.RESEND),
  RESEND_EMAIL("POST", "/2fa/2/pin/{pinId}/resend/email", CallKind.EMAIL),
  VERIFY("POST", "/2fa/2/pin/{pinId}/verify", CallKind.VERIFY),
  GET_VERIFICATIONS("GET", "/2fa/2/applications/{appId}/verifications", CallKind.STATUS);

  private final String method;
  private final String path;
  private final CallKind kind;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> segments;

  Operation(String method, String path, CallKind kind) {
    this.method = method;
    this.path = path;
    this.kind = kind;
    this.segments = List.of(path.substring(1).split("/", -1));
  }

  public String method() {
    return method;
  }

  /** The path with its parameters in braces, which is what a violation shows. */
  public String path() {
    return path;
  }

  public CallKind kind() {
    return kind;
  }

  List<String> segments() {
    return segments;
  }
}
