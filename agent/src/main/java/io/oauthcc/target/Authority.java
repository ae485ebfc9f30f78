package io.oauthcc.target;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Host and port of an address. {@link URI} gives none where the host holds an underscore, as names
 * of services in a container network do (RFC 3986 §3.2.2 allows it, RFC 2396 did not). Immutable.
 */
public final class Authority {

  private static final int MAX_PORT = 999_999;

  private final String host;
  private final int port;

  private Authority(String host, int port) {
    this.host = host;
    this.port = port;
  }

  /** Null: the address has no host, or none that is a name in ASCII or an IP literal. */
  public static @Nullable Authority of(URI uri) {
    String host = uri.getHost();
    if (host != null) {
      return new Authority(host, uri.getPort());
    }
    String text = uri.getRawAuthority();
    if (text == null || text.startsWith("[")) {
      return null;
    }
    int nameEnd = Target.nameEnd(text);
    String name = text.substring(0, nameEnd);
    String portText = nameEnd < text.length() ? text.substring(nameEnd + 1) : "";
    int port = portText.isEmpty() ? -1 : HostName.decimal(portText, 0, portText.length(), MAX_PORT);
    boolean named = HostName.isAscii(name) && HostName.normalize(name) != null;
    return named && (port >= 0 || portText.isEmpty()) ? new Authority(name, port) : null;
  }

  /** As written; an IPv6 literal in brackets. */
  public String host() {
    return host;
  }

  /** -1 if the address names none. It is not checked otherwise. */
  public int port() {
    return port;
  }

  /** {@code localhost}, {@code 127.0.0.0/8} or {@code [::1]}, by its text: nothing is resolved. */
  public boolean isLoopback() {
    String normal = HostName.normalize(host);
    return normal != null && HostName.isLoopback(normal);
  }

  /** As an address and a {@code Host} header spell it: the port only where one is named. */
  @Override
  public String toString() {
    return port < 0 ? host : host + ':' + port;
  }
}
