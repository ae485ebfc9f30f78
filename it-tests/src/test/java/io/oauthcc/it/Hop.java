package io.oauthcc.it;

import java.util.List;

/**
 * One HTTP exchange as a server saw it.
 *
 * @param server the server's name in the test
 * @param path with the query
 * @param headers name and value of each, as they were sent and in their order
 * @param before how many requests its connection had carried before it
 */
public record Hop(
    String server, String method, String path, List<Header> headers, String body, int before) {

  /** One on a connection that nobody looks at. */
  public Hop(String server, String method, String path, List<Header> headers, String body) {
    this(server, method, path, headers, body, 0);
  }

  /** A header line. */
  public record Header(String name, String value) {
    @Override
    public String toString() {
      return name + ": " + value;
    }
  }

  /** Every value of this header, in order. */
  public List<String> header(String name) {
    return headers.stream()
        .filter(header -> header.name().equalsIgnoreCase(name))
        .map(Header::value)
        .toList();
  }

  /** Every {@code Authorization} value. */
  public List<String> authorization() {
    return header("authorization");
  }

  /** All of the hop but its {@code Authorization}: what must not change when the agent is there. */
  public String withoutAuthorization() {
    List<Header> others =
        headers.stream()
            .filter(header -> !header.name().equalsIgnoreCase("authorization"))
            .toList();
    return server + " " + method + " " + path + " " + others + " " + body;
  }
}
