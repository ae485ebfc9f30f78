package io.oauthcc.target;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Says what is wrong with a text that is no target. Loaded only when there is one. */
final class TargetMistake {

  private static final String GRAMMAR = "a target is [scheme://]host[:port][/path-prefix]";

  private TargetMistake() {}

  /** The sentence for the user. Nothing before an {@code @} is repeated. */
  static String explain(String text) {
    if (text.isEmpty()) {
      return "a target is empty; " + GRAMMAR;
    }
    int separator = text.indexOf("://");
    boolean schemeGiven = separator >= 0 && text.indexOf('/') == separator + 1;
    String rest = schemeGiven ? text.substring(separator + 3) : text;
    int slash = rest.indexOf('/');
    String authority = slash < 0 ? rest : rest.substring(0, slash);
    String path = slash < 0 ? "" : rest.substring(slash);
    if (authority.indexOf('@') >= 0) {
      String clean = authority.substring(authority.lastIndexOf('@') + 1) + cut(path);
      return "a target has no user name or password; write " + quote(clean);
    }
    if (text.indexOf('?') >= 0 || text.indexOf('#') >= 0) {
      return quote(cut(withoutUserinfo(text)))
          + " goes on with a query or fragment, which no target has; end there";
    }
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) <= ' ' || text.charAt(i) == 0x7f) {
        return "a target holds no white space; separate targets with commas";
      }
    }
    if (text.indexOf('\\') >= 0) {
      return quote(text) + " holds a backslash; write /";
    }
    if (schemeGiven) {
      String scheme = text.substring(0, separator).toLowerCase(Locale.ROOT);
      if (Target.defaultPort(scheme) < 0) {
        return quote(text)
            + " has the unknown scheme "
            + quote(scheme)
            + "; write "
            + quote(intendedScheme(scheme) + "://" + rest);
      }
    } else {
      String typo = schemeTypo(text, authority, path);
      if (typo != null) {
        return quote(text) + " has a broken scheme; write " + quote(typo);
      }
    }
    return explainAuthority(text, authority, path);
  }

  private static String explainAuthority(String text, String authority, String path) {
    int nameEnd = Target.nameEnd(authority);
    String name = authority.substring(0, nameEnd);
    String port = authority.substring(nameEnd);
    if (authority.isEmpty()) {
      return quote(text) + " has no host; " + GRAMMAR;
    }
    boolean wildcard = isWildcard(name);
    if (!wildcard && name.indexOf('*') >= 0) {
      return explainWildcard(text, name);
    }
    if (!authority.startsWith("[") && authority.indexOf(':') != authority.lastIndexOf(':')) {
      return quote(text) + " seems to be an IPv6 address; write it in brackets, as in [::1]:8080";
    }
    String start = text.substring(0, text.length() - path.length());
    if (port.equals(":*") && wildcard) {
      return quote(text)
          + " has any port of a wildcard host; write the port, as in "
          + quote(start.substring(0, start.length() - 1) + "8443" + path)
          + ", or the host, as in "
          + quote(start.replace("*.", "api.") + path);
    }
    if (!port.isEmpty()
        && !port.equals(":*")
        && (port.charAt(0) != ':' || HostName.decimal(port, 1, port.length(), 65535) < 1)) {
      return quote(text)
          + " has no valid port; a port is a number from 1 to 65535, or * alone for any";
    }
    if (!wildcard && HostName.normalize(name) == null) {
      return quote(text) + " has no valid host; " + explainHost(name);
    }
    if (path.indexOf('*') >= 0) {
      return explainStar(text, start, path);
    }
    if (UrlPath.normalize(path) == null) {
      return quote(text)
          + " has a path prefix that servers read in different ways"
          + " (.., ;, %2F, %5C or a broken escape); write the plain path";
    }
    return quote(text) + " has a path prefix beyond ASCII; percent-encode it (UTF-8)";
  }

  /** A prefix needs no star; one that stands for a part of the path is not to be had. */
  private static String explainStar(String text, String start, String path) {
    int segment = path.lastIndexOf('/', path.indexOf('*'));
    String above = quote(start + path.substring(0, segment));
    boolean standsForAllBelow = true;
    for (int i = segment; i < path.length(); i++) {
      standsForAllBelow &= path.charAt(i) == '*' || path.charAt(i) == '/';
    }
    return quote(text)
        + " has a star in its path, which is no wildcard there; "
        + (standsForAllBelow
            ? "a path takes in all below it: write " + above
            : "write each path, as in "
                + quote(start + path.substring(0, segment) + "/v1")
                + ", or, if all below it is meant, "
                + above)
        + "; a star itself is %2A";
  }

  private static boolean isWildcard(String name) {
    String host = name.startsWith("*.") ? HostName.normalize(name.substring(2)) : null;
    return host != null && Target.mayHaveWildcard(host);
  }

  private static String explainWildcard(String text, String name) {
    String host = name.startsWith("*.") ? HostName.normalize(name.substring(2)) : null;
    if (name.equals("*") || (host != null && host.indexOf('.') < 0)) {
      return quote(text)
          + " would send the token nearly everywhere; name the domain, as in *.example.com";
    }
    return quote(text)
        + " is no valid wildcard; the asterisk is the first label, as in"
        + " *.example.com, and what follows is no address";
  }

  private static String explainHost(String name) {
    if (name.startsWith("[")) {
      return "an IPv6 address is written as in [2001:db8::1], without a zone";
    }
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) >= 0x80) {
        return "clients do not agree on this name's ASCII form; write that, beginning with xn--";
      }
    }
    if (!name.isEmpty() && HostName.endsInNumber(name)) {
      return "an IPv4 address is written as four decimal numbers, as in 192.0.2.1";
    }
    return "it holds letters, digits, hyphens and dots";
  }

  private static String intendedScheme(String scheme) {
    if (scheme.indexOf('*') >= 0) {
      return "https";
    }
    return scheme.equals("ws") || scheme.indexOf('s') < 0 ? "http" : "https";
  }

  private static @Nullable String schemeTypo(String text, String authority, String path) {
    if (text.startsWith("//")) {
      return "https://" + text.substring(2);
    }
    int colon = authority.indexOf(':');
    String word = (colon < 0 ? authority : authority.substring(0, colon)).toLowerCase(Locale.ROOT);
    boolean emptyPort = colon >= 0 && colon == authority.length() - 1;
    if (Target.defaultPort(word) < 0 && !path.startsWith("//") && !(emptyPort && !path.isEmpty())) {
      return null;
    }
    String after = colon < 0 ? path : authority.substring(colon + 1) + path;
    int start = 0;
    while (start < after.length() && after.charAt(start) == '/') {
      start++;
    }
    return intendedScheme(word) + "://" + after.substring(start);
  }

  private static String cut(String text) {
    int end = text.length();
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '?' || text.charAt(i) == '#') {
        end = i;
        break;
      }
    }
    return text.substring(0, end);
  }

  private static String quote(String text) {
    return "\"" + withoutUserinfo(text) + "\"";
  }

  private static String withoutUserinfo(String text) {
    int at = text.lastIndexOf('@');
    return at < 0 ? text : "***" + text.substring(at);
  }
}
