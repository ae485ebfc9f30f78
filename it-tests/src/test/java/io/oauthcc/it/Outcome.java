package io.oauthcc.it;

import io.oauthcc.it.driver.Line;

/**
 * What the application got from a call: an answer, or an error.
 *
 * @param status -1 for an error
 * @param url the URL that answered, after redirects
 * @param version the HTTP version in the client's words
 * @param body the answer's body, or the error's message
 * @param seen the {@code Authorization} values that the client showed to the application
 * @param asked how often the application's own authenticator was asked for a password
 * @param error the class of what was thrown, or empty
 * @param ioException whether that is a {@code java.io.IOException}
 * @param detail the error with its causes, or empty
 */
public record Outcome(
    int status,
    String url,
    String version,
    String body,
    String seen,
    int asked,
    String error,
    boolean ioException,
    String detail) {

  static Outcome of(Line line) {
    return line.find("error") == null
        ? new Outcome(
            line.number("status"),
            line.get("url"),
            line.get("version"),
            line.get("body"),
            line.get("seen"),
            line.find("asked") == null ? 0 : line.number("asked"),
            "",
            false,
            "")
        : new Outcome(
            -1,
            "",
            "",
            line.get("message"),
            "",
            0,
            line.get("error"),
            Boolean.parseBoolean(line.get("io")),
            line.get("chain"));
  }
}
