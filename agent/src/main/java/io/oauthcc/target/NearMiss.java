package io.oauthcc.target;

import org.jspecify.annotations.Nullable;

/**
 * A hop and the target that it nearly matched: what differs, and the target that it would match.
 * Loaded only when there is one.
 */
public final class NearMiss {

  private static final int LONGEST_PREFIX = 150;

  private final Target target;
  private final TargetOwner owner;
  private final String scheme;
  private final String name;
  private final int port;
  private final @Nullable String path;
  private final String shownPath;
  private final boolean pathsExcluded;

  private NearMiss(TargetRule rule, Place place, boolean pathsExcluded) {
    this.target = rule.target();
    this.owner = rule.owner();
    this.scheme = place.scheme();
    this.name = place.host();
    this.port = place.port();
    this.path = UrlPath.normalize(place.path());
    this.shownPath = shown(place.path());
    this.pathsExcluded = pathsExcluded;
  }

  /**
   * Null where the hosts have nothing to do with each other.
   *
   * @param pathsExcluded whether an exclusion names a path at the hop's place
   */
  static @Nullable NearMiss of(TargetRule rule, Place place, boolean pathsExcluded) {
    NearMiss miss = new NearMiss(rule, place, pathsExcluded);
    return miss.hasHost() || miss.isTwin() || miss.isParent() ? miss : null;
  }

  /** Whose the hop nearly was. */
  public TargetOwner owner() {
    return owner;
  }

  boolean isCloserThan(NearMiss other) {
    return distance() < other.distance();
  }

  private int distance() {
    return (hasHost() ? 0 : 2)
        + (hasScheme() ? 0 : 2)
        + (hasPort() ? 0 : 2)
        + (target.holds(path) ? 0 : 1);
  }

  private boolean hasHost() {
    return target.isWildcard() ? target.wildcardMatches(name) : target.host().equals(name);
  }

  private boolean isTwin() {
    return HostIndex.isLoopback(name) && HostIndex.isLoopback(target.host());
  }

  private boolean isParent() {
    return target.isWildcard()
        && target.host().regionMatches(1, name, 0, name.length())
        && target.host().length() == name.length() + 1;
  }

  private boolean hasScheme() {
    return target.scheme().equals(scheme);
  }

  /** Where each has its scheme's own, the scheme tells it all. */
  private boolean hasPort() {
    return target.hasPort(port)
        || (!hasScheme() && target.hasDefaultPort() && port == Target.defaultPort(scheme));
  }

  /** The sentence for the operator; no query, no user name and no password is in it. */
  public String message() {
    String start =
        "requests like "
            + origin()
            + shownPath
            + " get no access token: the target "
            + OneLine.cut(target.toString())
            + " (registration "
            + owner.id()
            + ") ";
    if (path == null && hasHost() && hasScheme() && hasPort()) {
      return start
          + "takes no path that servers read in different ways (.., ;, %2F, %5C or a broken escape)"
          + (target.isWholeHost() ? " where a path of its host is excluded" : " below its prefix")
          + "; have the application send a plain one"
          + (pathsExcluded
              ? ""
              : ", or add " + origin() + " to " + owner.keyName("hosts") + insecurity());
    }
    return start
        + differences()
        + "; if these are to get one, add "
        + origin()
        + prefix()
        + " to "
        + owner.keyName("hosts")
        + insecurity();
  }

  private String differences() {
    StringBuilder differences = new StringBuilder();
    if (isTwin() && !hasHost()) {
      add(differences, "is for " + shownHost(target.host()) + ", not " + shownHost(name));
    }
    if (isParent()) {
      add(differences, "is for what is below " + name + ", not " + name + " itself");
    }
    if (!hasScheme()) {
      add(differences, "is for " + target.scheme() + ", not " + scheme);
    }
    if (!hasPort()) {
      add(differences, "is for port " + target.portText() + ", not " + port);
    }
    if (!target.holds(path)) {
      add(differences, "is for paths below " + target.prefix());
    }
    return differences.toString();
  }

  private static void add(StringBuilder differences, String difference) {
    differences.append(differences.length() == 0 ? "" : " and ").append(difference);
  }

  private String origin() {
    String host = scheme + "://" + shownHost(name);
    return port == Target.defaultPort(scheme) ? host : host + ":" + port;
  }

  /** As many segments of the path as the target has, so that the hop is matched. */
  private String prefix() {
    if (path == null) {
      return "";
    }
    if (target.holds(path)) {
      return target.prefix();
    }
    int segments = 0;
    for (int i = 0; i < target.prefix().length(); i++) {
      segments += target.prefix().charAt(i) == '/' ? 1 : 0;
    }
    int end = 0;
    boolean onlySlashes = true;
    while (end < path.length() && (segments > 0 || onlySlashes)) {
      int slash = path.indexOf('/', end + 1);
      int next = slash < 0 ? path.length() : slash;
      onlySlashes &= next == end + 1;
      end = next;
      segments--;
    }
    String prefix = escaped(UrlPath.withoutFinalSlash(path.substring(0, end)));
    return prefix.length() > LONGEST_PREFIX ? "" : prefix;
  }

  /** What a comma list, a placeholder or a wildcard would be read from is percent-encoded. */
  private static String escaped(String path) {
    StringBuilder escaped = new StringBuilder(path.length());
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      boolean plain =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || "/-._~%".indexOf(c) >= 0;
      if (plain) {
        escaped.append(c);
      } else {
        escaped.append('%').append(Integer.toHexString(c));
      }
    }
    return escaped.toString();
  }

  private String insecurity() {
    return scheme.equals("http") && !HostName.isLoopback(name)
        ? " and set "
            + owner.keyName("allow-insecure-http")
            + "=targets; the token would then travel in clear text, so better have the application"
            + " use https"
        : "";
  }

  private static String shownHost(String normal) {
    return normal.equals("[0:0:0:0:0:0:0:1]") ? "[::1]" : normal;
  }

  /** What follows a semicolon may be a session's. */
  private static String shown(@Nullable String path) {
    String whole = path == null || path.isEmpty() ? "/" : path;
    for (int i = 0; i < whole.length(); i++) {
      if (";?#".indexOf(whole.charAt(i)) >= 0) {
        return OneLine.cut(whole.substring(0, i) + whole.charAt(i) + "***");
      }
    }
    return OneLine.cut(whole);
  }
}
