package io.oauthcc.it;

import io.oauthcc.it.driver.Call;
import io.oauthcc.it.driver.Line;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
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
 * @param more what else the driver is told, by name
 */
public record Request(
    String method,
    String url,
    @Nullable String body,
    @Nullable String authorization,
    String version,
    boolean async,
    boolean direct,
    @Nullable Integer proxy,
    Map<String, String> more) {

  /** A GET. */
  public static Request get(String url) {
    return new Request("GET", url, null, null, "1.1", false, false, null, Map.of());
  }

  /** A POST with a small body. */
  public static Request post(String url) {
    return new Request("POST", url, "some text", null, "1.1", false, false, null, Map.of());
  }

  /** The same with an {@code Authorization} value of the application's own. */
  public Request authorization(String value) {
    return new Request(method, url, body, value, version, async, direct, proxy, more);
  }

  /** The same with another {@code Authorization} value of the application's own after the first. */
  public Request secondAuthorization(String value) {
    return with("second-authorization", value);
  }

  /** The same with a {@code Host} value of the application's own. */
  public Request host(String value) {
    return with("host", value);
  }

  /** The same over another highest HTTP version. */
  public Request version(String highest) {
    return new Request(method, url, body, authorization, highest, async, direct, proxy, more);
  }

  /** The same through the client's asynchronous method, or not. */
  public Request async(boolean asynchronously) {
    return new Request(
        method, url, body, authorization, version, asynchronously, direct, proxy, more);
  }

  /** The same on a client whose executor is {@code Runnable::run}. */
  public Request onDirectExecutor() {
    return new Request(method, url, body, authorization, version, async, true, proxy, more);
  }

  /** The same through a proxy on this port. */
  public Request through(int proxyPort) {
    return new Request(method, url, body, authorization, version, async, direct, proxyPort, more);
  }

  /** The same where the proxy is one for SOCKS; not for {@code java.net.http}, which knows none. */
  public Request overSocks() {
    return with("socks", "true");
  }

  /** The same as another method. */
  public Request method(String other) {
    return new Request(other, url, body, authorization, version, async, direct, proxy, more);
  }

  /** The same with its body in something else. */
  public Request kind(Call.Kind kind) {
    return with("kind", kind.name());
  }

  /** The same where the application's own authenticator knows a password. */
  public Request password(String password) {
    return with("password", password);
  }

  /** The same in an application that keeps cookies. */
  public Request withCookies() {
    return with("cookies", "true");
  }

  /** The same in an application that tells this URL of each answer in the middle of the call. */
  public Request reportingTo(String anotherUrl) {
    return with("reporting", anotherUrl);
  }

  /** The same without following redirects; for {@code HttpURLConnection} alone. */
  public Request staying() {
    return with("staying", "true");
  }

  /** The same waiting for {@code 100 Continue}; for {@code HttpURLConnection} alone. */
  public Request expecting() {
    return with("expecting", "true");
  }

  /** The same, where many threads make it, on virtual ones. */
  public Request onVirtualThreads() {
    return with("virtual", "true");
  }

  /** The same with a body of this many octets of every kind, as bytes or in a file. */
  public Request octets(int count) {
    return with("octets", String.valueOf(count));
  }

  /** The same with a time limit of its own; for {@code java.net.http} alone. */
  public Request within(Duration limit) {
    return with("within", limit.toString());
  }

  /** The same by this driver's client, in an application that has several. */
  public Request by(String driver) {
    return with("driver", driver);
  }

  private Request with(String name, String value) {
    Map<String, String> others = new TreeMap<>(more);
    others.put(name, value);
    return new Request(method, url, body, authorization, version, async, direct, proxy, others);
  }

  Line line(String operation) {
    Line line =
        new Line()
            .with("do", operation)
            .with("method", method)
            .with("url", url)
            .with("body", body)
            .with("authorization", authorization)
            .with("version", version)
            .with("async", async ? "true" : null)
            .with("direct", direct ? "true" : null)
            .with("proxy", proxy == null ? null : proxy.toString());
    more.forEach(line::with);
    return line;
  }
}
