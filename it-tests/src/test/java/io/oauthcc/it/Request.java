package io.oauthcc.it;

import io.oauthcc.it.driver.Line;
import org.jspecify.annotations.Nullable;

/**
 * A call that an {@link Application} is told to make.
 *
 * @param body null for none
 * @param authorization the value the application sets itself, or null
 * @param version the highest HTTP version the client may use, {@code 1.1} or {@code 2}
 * @param async whether the client's asynchronous method is used
 * @param direct whether the client's executor is {@code Runnable::run}
 * @param proxy the port of a proxy, or null
 */
public record Request(
    String method,
    String url,
    @Nullable String body,
    @Nullable String authorization,
    String version,
    boolean async,
    boolean direct,
    @Nullable Integer proxy) {

  /** A GET. */
  public static Request get(String url) {
    return new Request("GET", url, null, null, "1.1", false, false, null);
  }

  /** A POST with a small body. */
  public static Request post(String url) {
    return new Request("POST", url, "some text", null, "1.1", false, false, null);
  }

  /** The same with an {@code Authorization} value of the application's own. */
  public Request authorization(String value) {
    return new Request(method, url, body, value, version, async, direct, proxy);
  }

  /** The same over another highest HTTP version. */
  public Request version(String highest) {
    return new Request(method, url, body, authorization, highest, async, direct, proxy);
  }

  /** The same through the client's asynchronous method, or not. */
  public Request async(boolean asynchronously) {
    return new Request(method, url, body, authorization, version, asynchronously, direct, proxy);
  }

  /** The same on a client whose executor is {@code Runnable::run}. */
  public Request onDirectExecutor() {
    return new Request(method, url, body, authorization, version, async, true, proxy);
  }

  /** The same through a proxy on this port. */
  public Request through(int proxyPort) {
    return new Request(method, url, body, authorization, version, async, direct, proxyPort);
  }

  Line line(String operation) {
    return new Line()
        .with("do", operation)
        .with("method", method)
        .with("url", url)
        .with("body", body)
        .with("authorization", authorization)
        .with("version", version)
        .with("async", async ? "true" : null)
        .with("direct", direct ? "true" : null)
        .with("proxy", proxy == null ? null : proxy.toString());
  }
}
