package io.oauthcc.grant;

/** What an answer's status alone means for the next try. */
final class StatusKind {

  private static final int REQUEST_TIMEOUT = 408;
  private static final int TOO_MANY_REQUESTS = 429;

  private StatusKind() {}

  /** For an answer without a token. What is above 599 counts as 5xx (RFC 9110 §15). */
  static TokenException.Kind of(int status) {
    if (status >= 500 || status == REQUEST_TIMEOUT || status == TOO_MANY_REQUESTS) {
      return TokenException.Kind.TRANSIENT;
    }
    return status / 100 == 4 ? TokenException.Kind.FATAL : TokenException.Kind.PASSING;
  }
}
