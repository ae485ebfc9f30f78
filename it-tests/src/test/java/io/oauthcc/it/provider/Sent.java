package io.oauthcc.it.provider;

import io.oauthcc.it.Hop;
import io.oauthcc.it.server.Credentials;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What a token request said, in a form that a test can spell out. */
final class Sent {
  private static final Set<String> WITHOUT_MEANING =
      Set.of("host", "user-agent", "connection", "content-length");

  private Sent() {}

  /**
   * Method and path, each header in the order of their names but those that say nothing to an
   * authorization server, an empty line, and the body.
   */
  static String in(Hop hop) {
    return hop.headers().stream()
        .map(header -> header.name().toLowerCase(Locale.ROOT) + ": " + header.value())
        .filter(line -> !WITHOUT_MEANING.contains(line.split(":", 2)[0]))
        .sorted()
        .collect(
            Collectors.joining("\n", hop.method() + " " + hop.path() + "\n", "\n\n" + hop.body()));
  }

  /** The Basic header of RFC 6749, section 2.3.1. */
  static String basic(Credentials client) {
    return base64(form(client.id()) + ":" + form(client.secret()));
  }

  /** The Basic header of id and secret as they are. */
  static String rawBasic(Credentials client) {
    return base64(client.id() + ":" + client.secret());
  }

  /** Form-encoded. */
  static String form(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  private static String base64(String pair) {
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }
}
