package io.oauthcc.it;

import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/**
 * One HTTP exchange as a server saw it.
 *
 * @param server the server's name in the test
 * @param path with the query
 * @param headers name (lower case) and value of each, in order
 */
public record Hop(String server, String method, String path, List<Header> headers, String body) {

  /** A header line; the name in lower case. */
  public record Header(String name, String value) {}

  /** Every value of this header, in order. */
  public List<String> header(String name) {
    return headers.stream()
        .filter(header -> header.name().equals(name.toLowerCase(Locale.ROOT)))
        .map(Header::value)
        .toList();
  }

  /** Every {@code Authorization} value. */
  public List<String> authorization() {
    return header("authorization");
  }

  /** All of the hop but its {@code Authorization}: what must not change when the agent is there. */
  public String withoutAuthorization() {
    TreeMap<String, String> others = new TreeMap<>();
    for (Header header : headers) {
      if (!header.name().equals("authorization")) {
        others.merge(header.name(), header.value(), (a, b) -> a + " | " + b);
      }
    }
    return server + " " + method + " " + path + " " + others + " " + body;
  }
}
