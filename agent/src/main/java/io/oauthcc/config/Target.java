package io.oauthcc.config;

import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A place that hops are sent to: {@code [scheme://]host[:port][/path-prefix]}. No scheme means
 * https, no port the scheme's own. {@code *.example.com} is any host of one or more labels below
 * {@code example.com}, never {@code example.com} itself, never an IP address. A prefix matches
 * whole path segments and a final slash makes no difference: {@code /api} and {@code /api/} both
 * match {@code /api}, {@code /api/} and {@code /api/v1}, but not {@code /apis}.
 *
 * <p>Two targets are equal if they match the same hops.
 */
public final class Target {

  private final String text;
  private final String scheme;

  /** Normal; that of a wildcard is what follows the asterisk, dot included. */
  private final String host;

  private final boolean wildcard;
  private final int port;

  /** Normal, without a final slash; empty for the whole host. */
  private final String prefix;

  private Target(
      String text, String scheme, String host, boolean wildcard, int port, String prefix) {
    this.text = text;
    this.scheme = scheme;
    this.host = host;
    this.wildcard = wildcard;
    this.port = port;
    this.prefix = prefix;
  }

  /**
   * Reads a target. White space around it is dropped.
   *
   * @throws IllegalArgumentException if it is not one; the message tells the user what would be
   *     right, and never repeats a user name or password found in it
   */
  public static Target parse(String text) {
    String written = text.trim();
    Target target = read(written);
    if (target == null) {
      throw new IllegalArgumentException(TargetMistake.explain(written));
    }
    return target;
  }

  private static @Nullable Target read(String text) {
    int separator = text.indexOf("://");
    boolean schemeGiven = separator >= 0 && text.indexOf('/') == separator + 1;
    String scheme = schemeGiven ? text.substring(0, separator).toLowerCase(Locale.ROOT) : "https";
    String rest = schemeGiven ? text.substring(separator + 3) : text;
    int slash = rest.indexOf('/');
    String authority = slash < 0 ? rest : rest.substring(0, slash);
    String path = UrlPath.normalize(slash < 0 ? "" : rest.substring(slash));

    int nameEnd = nameEnd(authority);
    String name = authority.substring(0, nameEnd);
    boolean wildcard = name.startsWith("*.");
    String host = HostName.normalize(wildcard ? name.substring(2) : name);
    int port = defaultPort(scheme);
    if (port > 0 && nameEnd < authority.length()) {
      port =
          authority.charAt(nameEnd) == ':'
              ? HostName.decimal(authority, nameEnd + 1, authority.length(), 65535)
              : -1;
    }
    if (host == null
        || path == null
        || port < 1
        || (wildcard && !mayHaveWildcard(host))
        || (!schemeGiven && (defaultPort(host) > 0 || rest.startsWith("//", authority.length())))
        || !isAscii(path)) {
      return null;
    }
    return new Target(
        text,
        scheme,
        wildcard ? "." + host : host,
        wildcard,
        port,
        UrlPath.withoutFinalSlash(path));
  }

  /**
   * The place of a token endpoint, its path in place of the prefix; null if the URI has no host.
   */
  static @Nullable Target ofEndpoint(URI uri) {
    String name = uri.getHost();
    int named = uri.getPort();
    if (name == null) {
      Authority authority = Authority.of(uri);
      name = authority == null ? "" : authority.host();
      named = authority == null ? named : authority.port();
    }
    String host = HostName.normalize(name);
    boolean https = "https".equalsIgnoreCase(uri.getScheme());
    if (host == null || (!https && !"http".equalsIgnoreCase(uri.getScheme()))) {
      return null;
    }
    String scheme = https ? "https" : "http";
    int port = named < 0 ? defaultPort(scheme) : named;
    String raw = uri.getRawPath();
    String path = UrlPath.normalize(raw);
    return new Target(
        uri.toString(),
        scheme,
        host,
        false,
        port,
        path == null ? raw : UrlPath.withoutFinalSlash(path));
  }

  /** The end of the host within an authority. */
  static int nameEnd(String authority) {
    int end = authority.startsWith("[") ? authority.indexOf(']') + 1 : authority.indexOf(':');
    return end <= 0 && !authority.startsWith(":") ? authority.length() : end;
  }

  /** 443 for https, 80 for http, -1 for any other scheme; the scheme in lower case. */
  static int defaultPort(String scheme) {
    if (scheme.equals("https")) {
      return 443;
    }
    return scheme.equals("http") ? 80 : -1;
  }

  /** Whether a normal host has two labels or more and is not an address. */
  static boolean mayHaveWildcard(String host) {
    return host.indexOf('.') > 0 && !HostName.endsInNumber(host) && !host.startsWith("[");
  }

  private static boolean isAscii(String path) {
    for (int i = 0; i < path.length(); i++) {
      if (path.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  /** The host in normal form; that of a wildcard is what follows the asterisk, dot included. */
  String host() {
    return host;
  }

  boolean isWildcard() {
    return wildcard;
  }

  /** Scheme, host and port as a target is written. */
  String origin() {
    String name = wildcard ? "*" + host : host;
    return scheme + "://" + name + (port == defaultPort(scheme) ? "" : ":" + port);
  }

  /** Whether hops to it leave this machine readable by whoever is on the way. */
  boolean isInsecure() {
    return scheme.equals("http") && !HostName.isLoopback(host);
  }

  boolean isWholeHost() {
    return prefix.isEmpty();
  }

  /** The path of an endpoint, or the prefix; empty for the root. */
  String prefix() {
    return prefix;
  }

  /** Whether a wildcard stands for this host. Does not allocate. */
  boolean wildcardMatches(String normalHost) {
    return normalHost.length() > host.length()
        && normalHost.endsWith(host)
        && HostName.isName(normalHost);
  }

  /** Compares what is not the host's name. */
  boolean hasOrigin(String otherScheme, int otherPort) {
    return port == otherPort && scheme.equals(otherScheme);
  }

  /**
   * Whether a path is within the prefix.
   *
   * @param path normal, or null if servers may disagree on it: only a whole host holds that
   */
  boolean holds(@Nullable String path) {
    return prefix.isEmpty() || (path != null && UrlPath.isUnder(path, prefix));
  }

  /** Whether this target includes every hop of another. */
  boolean covers(Target other) {
    boolean hostCovered =
        wildcard
            ? other.host.endsWith(host) && (other.wildcard || other.host.length() > host.length())
            : !other.wildcard && host.equals(other.host);
    return hostCovered && hasOrigin(other.scheme, other.port) && holds(other.prefix);
  }

  /**
   * Orders targets that match the same hop: negative if this one is more specific. An exact host
   * comes before a wildcard, a longer wildcard before a shorter one, then the longer prefix.
   */
  int compareSpecificity(Target other) {
    if (wildcard != other.wildcard) {
      return wildcard ? 1 : -1;
    }
    int byHost = wildcard ? other.host.length() - host.length() : 0;
    return byHost != 0 ? byHost : other.prefix.length() - prefix.length();
  }

  @Override
  public boolean equals(@Nullable Object object) {
    if (!(object instanceof Target)) {
      return false;
    }
    Target other = (Target) object;
    return port == other.port
        && wildcard == other.wildcard
        && scheme.equals(other.scheme)
        && host.equals(other.host)
        && prefix.equals(other.prefix);
  }

  @Override
  public int hashCode() {
    return ((scheme.hashCode() * 31 + host.hashCode()) * 31 + port) * 31 + prefix.hashCode();
  }

  /** The target as it was written. */
  @Override
  public String toString() {
    return text;
  }
}
