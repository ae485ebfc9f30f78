package io.oauthcc.it;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request as a proxy gets it.
 *
 * @param head its request line and headers, with the empty line at the end
 */
public record ProxyRequest(String head) {
  private static final Pattern LINE =
      Pattern.compile("(\\S+) (?:(?i:http)://([^/?#\\s]*))?(\\S*) HTTP/1\\.1\r\n");

  /** {@code CONNECT}, {@code GET}, … */
  public String method() {
    return head.substring(0, head.indexOf(' '));
  }

  /** Whether a tunnel is asked for. */
  public boolean isForTunnel() {
    return method().equals("CONNECT");
  }

  /** The host as the client spelled it. */
  public String host() {
    return authority().replaceFirst(":\\d*$", "");
  }

  /** The port; that of http if none is given. */
  public int port() {
    Matcher port = Pattern.compile(":(\\d+)$").matcher(authority());
    return port.find() ? Integer.parseInt(port.group(1)) : 80;
  }

  private String authority() {
    Matcher line = line();
    String authority = isForTunnel() ? line.group(3) : String.valueOf(line.group(2));
    return authority.substring(authority.lastIndexOf('@') + 1);
  }

  /** The value of its first header of this name. */
  public Optional<String> header(String name) {
    return head.lines()
        .skip(1)
        .filter(
            line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":"))
        .map(line -> line.substring(name.length() + 1).strip())
        .findFirst();
  }

  /** What the server behind the proxy gets: another request line, no header for proxies. */
  String forServer() {
    Matcher line = line();
    String path = line.group(3).startsWith("/") ? line.group(3) : "/" + line.group(3);
    return line.group(1)
        + " "
        + path
        + " HTTP/1.1\r\n"
        + head.substring(line.end()).replaceAll("(?im)^proxy-[^\r\n]*\r\n", "");
  }

  /** All of it but the {@code Authorization} lines. */
  public String withoutAuthorization() {
    return head.replaceAll("(?im)^authorization:[^\r\n]*\r\n", "");
  }

  private Matcher line() {
    Matcher line = LINE.matcher(head);
    if (!line.lookingAt()) {
      throw new IllegalArgumentException("no request for a proxy: " + head);
    }
    return line;
  }
}
