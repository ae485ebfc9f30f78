package io.oauthcc.http;

import io.oauthcc.config.JreProperties;
import io.oauthcc.config.ProxyServer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The proxy that the JRE's system properties name (Java Networking and Proxies, §2), as the
 * operator set them. {@link java.net.ProxySelector#getDefault()} is not asked, as it may be the
 * application's.
 */
final class JreProxy {

  /** What {@code sun.net.spi.DefaultProxySelector} adds to any list that is not empty. */
  private static final String ALWAYS_DIRECT = "localhost|127.*|[::1]|0.0.0.0|[::0]";

  private JreProxy() {}

  /**
   * Null: directly.
   *
   * @param host as in the address, an IPv6 literal in brackets
   */
  static @Nullable ProxyServer forHost(JreProperties jre, boolean tls, String host) {
    String prefix = tls ? "https.proxy" : "http.proxy";
    String proxy = jre.get(prefix + "Host");
    if (proxy.isEmpty() || isDirect(jre, host.toLowerCase(Locale.ROOT))) {
      return null;
    }
    int port = port(jre.get(prefix + "Port"));
    boolean valid = port > 0 && port < 65536;
    return new ProxyServer(proxy, valid ? port : tls ? 443 : 80, null);
  }

  private static int port(String text) {
    try {
      return Integer.decode(text);
    } catch (NumberFormatException none) {
      return 0;
    }
  }

  private static boolean isDirect(JreProperties jre, String host) {
    String list = jre.has("http.nonProxyHosts") ? jre.get("http.nonProxyHosts") : null;
    String patterns = ALWAYS_DIRECT;
    if (list != null) {
      patterns = list.isEmpty() ? "" : list.toLowerCase(Locale.ROOT) + '|' + ALWAYS_DIRECT;
    }
    int start = 0;
    for (int i = 0; i <= patterns.length(); i++) {
      if (i == patterns.length() || patterns.charAt(i) == '|') {
        if (matches(patterns.substring(start, i), host)) {
          return true;
        }
        start = i + 1;
      }
    }
    return false;
  }

  /** A star stands for anything at the start and the end only. */
  private static boolean matches(String pattern, String host) {
    if (pattern.isEmpty() || pattern.equals("*")) {
      return !pattern.isEmpty();
    }
    boolean anyStart = pattern.startsWith("*");
    boolean anyEnd = pattern.endsWith("*");
    String fixed = pattern.substring(anyStart ? 1 : 0, pattern.length() - (anyEnd ? 1 : 0));
    if (anyStart && anyEnd) {
      return host.contains(fixed);
    }
    if (anyStart) {
      return host.endsWith(fixed);
    }
    return anyEnd ? host.startsWith(fixed) : host.equals(fixed);
  }
}
