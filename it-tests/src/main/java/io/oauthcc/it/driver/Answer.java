package io.oauthcc.it.driver;

import java.util.List;

/** What the application got: everything it can see of a call through the client's own API. */
public final class Answer {
  private final Line line = new Line();

  /**
   * @param url the URL that answered, after redirects
   * @param version the protocol of the last hop, in the client's words
   * @param seen every {@code Authorization} value of a request that the client showed to the
   *     application
   */
  public Answer(int status, String url, String version, String body, List<String> seen) {
    line.with("status", String.valueOf(status))
        .with("url", url)
        .with("version", version)
        .with("body", body)
        .with("seen", String.join(",", seen));
  }

  /** How often the application's own authenticator was asked for a password. */
  public Answer asked(int times) {
    line.with("asked", String.valueOf(times));
    return this;
  }

  Line line() {
    return line;
  }
}
