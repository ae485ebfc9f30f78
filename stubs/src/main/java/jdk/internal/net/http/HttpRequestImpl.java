package jdk.internal.net.http;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Optional;
import jdk.internal.net.http.common.HttpHeadersBuilder;

/** One hop's request in java.net.http. */
public abstract class HttpRequestImpl extends HttpRequest {

  /** What writes its body, or null. */
  public BodyPublisher requestPublisher;

  /** The same request without the headers that the client added. */
  public static HttpRequestImpl newInstanceForAuthentication(HttpRequestImpl other) {
    return null;
  }

  /** Where this hop goes. */
  public abstract URI uri();

  /** The headers that the application set. */
  public abstract HttpHeaders headers();

  /** The request's own limit. */
  public abstract Optional<Duration> timeout();

  /** The headers that the client added, which no application sees. */
  public abstract HttpHeadersBuilder getSystemHeadersBuilder();

  /** Replaces one of the headers that the client added. */
  public abstract void setSystemHeader(String name, String value);
}
