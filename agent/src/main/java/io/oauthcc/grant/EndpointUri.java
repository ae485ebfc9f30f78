package io.oauthcc.grant;

import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** Checks addresses that an issuer's metadata names. */
final class EndpointUri {

  private EndpointUri() {}

  /** The address if it is an absolute http or https one with a host, else null. */
  static @Nullable URI parse(@Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      URI uri = new URI(text);
      boolean web = "https".equalsIgnoreCase(uri.getScheme()) || isPlain(uri);
      return web && uri.getHost() != null && uri.getPort() <= 65535 ? uri : null;
    } catch (URISyntaxException e) {
      return null;
    }
  }

  /** What forbids to send credentials there, as the end of a sentence; null if nothing does. */
  static @Nullable String mistake(URI uri, boolean insecureAllowed) {
    if (uri.getRawUserInfo() != null) {
      return "holds a user name or password";
    }
    if (uri.getRawFragment() != null) {
      return "has a fragment";
    }
    if (isPlain(uri) && !insecureAllowed && !isLoopback(uri.getHost())) {
      return "is plain http, which would show the client's secret to the network";
    }
    return null;
  }

  private static boolean isPlain(URI uri) {
    return "http".equalsIgnoreCase(uri.getScheme());
  }

  /** By its name: nothing is resolved. */
  private static boolean isLoopback(String host) {
    return host.equalsIgnoreCase("localhost")
        || host.equals("[::1]")
        || host.matches("127(\\.\\d{1,3}){3}");
  }
}
