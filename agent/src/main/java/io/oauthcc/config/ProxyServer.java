package io.oauthcc.config;

import org.jspecify.annotations.Nullable;

/** The HTTP proxy of the token call. Immutable; prints neither user nor password. */
public final class ProxyServer {

  /** No proxy, whatever the JRE's properties say. */
  public static final ProxyServer NONE = new ProxyServer("", 0, null);

  private final String host;
  private final int port;
  private final @Nullable Secret credentials;

  /**
   * @param host without brackets
   * @param credentials {@code user:password}, percent-decoded, or null
   */
  public ProxyServer(String host, int port, @Nullable Secret credentials) {
    this.host = host;
    this.port = port;
    this.credentials = credentials;
  }

  /** A name or an address without brackets. */
  public String host() {
    return host;
  }

  /** From 1 to 65535. */
  public int port() {
    return port;
  }

  /** {@code user:password} for HTTP Basic, or null. */
  public @Nullable Secret credentials() {
    return credentials;
  }

  @Override
  public String toString() {
    return this == NONE ? "none" : (host.indexOf(':') < 0 ? host : '[' + host + ']') + ':' + port;
  }
}
