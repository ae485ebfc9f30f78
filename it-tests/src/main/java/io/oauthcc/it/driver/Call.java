package io.oauthcc.it.driver;

import org.jspecify.annotations.Nullable;

/** A call the application makes: what the test asked for, in the words every client shares. */
public final class Call {
  private final Line line;

  Call(Line line) {
    this.line = line;
  }

  /** The request method. */
  public String method() {
    String method = line.find("method");
    return method == null ? "GET" : method;
  }

  /** The URL called first. */
  public String url() {
    return line.get("url");
  }

  /** The value the application gives the {@code Authorization} header itself, or null. */
  public @Nullable String authorization() {
    return line.find("authorization");
  }

  /** The body, or null for none. */
  public @Nullable String body() {
    return line.find("body");
  }

  /** Whether the body may be sent only once. */
  public boolean streaming() {
    return line.find("streaming") != null;
  }

  /** The highest HTTP version the client may use: {@code 1.1} or {@code 2}. */
  public String version() {
    String version = line.find("version");
    return version == null ? "1.1" : version;
  }

  /** Whether the client's asynchronous method is to be used. */
  public boolean async() {
    return line.find("async") != null;
  }

  /** Whether the client runs its tasks on whatever thread hands them over. */
  public boolean direct() {
    return line.find("direct") != null;
  }

  /** The port of the HTTP proxy on the loopback interface, or null for none. */
  public @Nullable Integer proxyPort() {
    String port = line.find("proxy");
    return port == null ? null : Integer.valueOf(port);
  }

  /** Tells the client objects apart: calls with the same key share one. */
  public String clientKey() {
    return version() + " " + direct() + " " + proxyPort();
  }
}
