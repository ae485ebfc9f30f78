package io.oauthcc.http;

import java.util.Map;

/** Answers for tests that need no network. */
public final class HttpAnswers {

  private HttpAnswers() {}

  /** With one header, its name in lower case. */
  public static HttpAnswer of(int status, String header, String value, byte[] body) {
    return of(status, Map.of(header, value), body);
  }

  /** With any headers, their names in lower case. */
  public static HttpAnswer of(int status, Map<String, String> headers, byte[] body) {
    return new HttpAnswer(status, headers, body);
  }
}
