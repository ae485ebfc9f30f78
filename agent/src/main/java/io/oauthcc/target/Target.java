package io.oauthcc.target;

import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A place that hops are sent to: {@code [scheme://]host[:port][/path-prefix]}. No scheme means
 * https, no port the scheme's own, {@code *} any port of an exact host. {@code *.example.com} is
 * any host of one or more labels below {@code example.com}, never {@code example.com} itself, never
 * an IP address. A prefix matches whole path segments and a final slash makes no difference: {@code
 * /api} and {@code /api/} both match {@code /api}, {@code /api/} and {@code /api/v1}, but not
 * {@code /apis}. No path has a star; one that is meant literally is written {@code %2A}.
 *
 * <p>Two targets are equal if they match the same hops.
 */
public final class Target {

  private static final int ANY_PORT = -1;
  private static final int HIGHEST_PORT = 65535;

  private final String text;
  private final String scheme;

  /** Normal; that of a wildcard is what follows the asterisk, dot included. */
  private final String host;

  private final boolean wildcard;

  /** {@link #ANY_PORT}, or one that is valid. */
  private final int port;

  /** Normal, without a final slash; empty for the whole host. */
  private final String prefix;

  private final int originCode;

  private Target(
      String text, String scheme, String host, boolean wildcard, int port, String prefix) {
    this.text = text;
    this.scheme = scheme;
    this.host = host;
    this.wildcard = wildcard;
    this.port = port;
    this.prefix = prefix;
    this.originCode = port == ANY_PORT ? anyPort(originCode(scheme, 1)) : originCode(scheme, port);
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
    String path = slash < 0 ? "/" : readPath(rest.substring(slash));

    int nameEnd = nameEnd(authority);
    String name = authority.substring(0, nameEnd);
    boolean wildcard = name.startsWith("*.");
    String host = HostName.normalize(wildcard ? name.substring(2) : name);
    int port = readPort(scheme, authority.substring(nameEnd));
    if (host == null
        || path == null
        || port == 0
        || (wildcard && (!mayHaveWildcard(host) || port == ANY_PORT))
        || (!schemeGiven && (defaultPort(host) > 0 || rest.startsWith("//", authority.length())))) {
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
   * @param suffix what follows the host, colon included; empty: the scheme's own port
   * @return 0 for what is no port
   */
  private static int readPort(String scheme, String suffix) {
    int own = defaultPort(scheme);
    if (own < 0 || suffix.isEmpty()) {
      return Math.max(own, 0);
    }
    if (suffix.equals(":*")) {
      return ANY_PORT;
    }
    int port =
        suffix.charAt(0) == ':' ? HostName.decimal(suffix, 1, suffix.length(), HIGHEST_PORT) : 0;
    return Math.max(port, 0);
  }

  private static @Nullable String readPath(String path) {
    for (int i = 0; i < path.length(); i++) {
      if (path.charAt(i) == '*' || path.charAt(i) >= 0x80) {
        return null;
      }
    }
    return UrlPath.normalize(path);
  }

  /**
   * The place of a token endpoint, its path in place of the prefix; null if the URI has no host.
   */
  public static @Nullable Target ofEndpoint(URI uri) {
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
  public static int nameEnd(String authority) {
    int end = authority.startsWith("[") ? authority.indexOf(']') + 1 : authority.indexOf(':');
    return end <= 0 && !authority.startsWith(":") ? authority.length() : end;
  }

  /** 443 for https, 80 for http, -1 for any other scheme; the scheme in lower case. */
  public static int defaultPort(String scheme) {
    if (scheme.equals("https")) {
      return 443;
    }
    return scheme.equals("http") ? 80 : -1;
  }

  /** Whether a normal host has two labels or more and is not an address. */
  static boolean mayHaveWildcard(String host) {
    return host.indexOf('.') > 0 && !HostName.endsInNumber(host) && !host.startsWith("[");
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
    if (port == defaultPort(scheme)) {
      return scheme + "://" + name;
    }
    return scheme + "://" + name + ":" + (port == ANY_PORT ? "*" : String.valueOf(port));
  }

  String scheme() {
    return scheme;
  }

  /** Whether it takes hops to whichever port. */
  boolean hasAnyPort() {
    return port == ANY_PORT;
  }

  /** Whether its port is the one that its scheme has where none is written. */
  boolean hasDefaultPort() {
    return port == defaultPort(scheme);
  }

  /** The port; -1 for whichever. */
  int port() {
    return port;
  }

  /** Its scheme and port as one number. */
  int originCode() {
    return originCode;
  }

  /**
   * Scheme and port as one number; negative where no hop goes.
   *
   * @param scheme {@code https} or {@code http}
   */
  static int originCode(String scheme, int port) {
    return isPort(port) ? (port << 1) | (scheme.equals("https") ? 1 : 0) : -1;
  }

  /** The same scheme at any port. */
  static int anyPort(int originCode) {
    return originCode & 1;
  }

  /** The port as it is written: a number or an asterisk. */
  String portText() {
    return port == ANY_PORT ? "*" : String.valueOf(port);
  }

  /** Whether hops to it leave this machine readable by whoever is on the way. */
  public boolean isInsecure() {
    return scheme.equals("http") && !HostName.isLoopback(host);
  }

  /** Whether it takes hops to whichever path. */
  public boolean isWholeHost() {
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

  /** Compares what is not the host's name, to a hop's. */
  boolean hasOrigin(String otherScheme, int otherPort) {
    return hasPort(otherPort) && scheme.equals(otherScheme);
  }

  /** Whether hops to this port are among those it takes. */
  boolean hasPort(int otherPort) {
    return port == otherPort ? port > 0 : port == ANY_PORT && isPort(otherPort);
  }

  private static boolean isPort(int port) {
    return port > 0 && port <= HIGHEST_PORT;
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
  public boolean covers(Target other) {
    boolean hostCovered =
        wildcard
            ? other.host.endsWith(host) && (other.wildcard || other.host.length() > host.length())
            : !other.wildcard && host.equals(other.host);
    return hostCovered
        && scheme.equals(other.scheme)
        && (port == other.port || port == ANY_PORT)
        && holds(other.prefix);
  }

  /**
   * Orders targets that match the same hop: negative if this one is more specific. An exact host
   * comes before a wildcard, a longer wildcard before a shorter one; then a port before any port,
   * whatever their prefixes; then the longer prefix.
   */
  int compareSpecificity(Target other) {
    if (wildcard != other.wildcard) {
      return wildcard ? 1 : -1;
    }
    int byHost = wildcard ? other.host.length() - host.length() : 0;
    if (byHost != 0) {
      return byHost;
    }
    if (hasAnyPort() != other.hasAnyPort()) {
      return hasAnyPort() ? 1 : -1;
    }
    return other.prefix.length() - prefix.length();
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
