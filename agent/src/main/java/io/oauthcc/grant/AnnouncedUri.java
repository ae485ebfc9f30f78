package io.oauthcc.grant;

import io.oauthcc.target.Authority;
import io.oauthcc.target.HostName;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** Checks addresses that an issuer's metadata names. */
final class AnnouncedUri {

  /** It goes into messages and into the request's first line. */
  private static final int MAX_LENGTH = 2000;

  private AnnouncedUri() {}

  /**
   * The address if it is an absolute http or https one with a host, in ASCII (RFC 3986 §2; {@link
   * URI} takes more), else null.
   */
  static @Nullable URI parse(@Nullable String text) {
    if (text == null || text.length() > MAX_LENGTH || !HostName.isAscii(text)) {
      return null;
    }
    try {
      URI uri = new URI(text);
      boolean web = "https".equalsIgnoreCase(uri.getScheme()) || isPlain(uri);
      Authority authority = Authority.of(uri);
      boolean reachable = authority != null && authority.port() != 0 && authority.port() <= 65535;
      return web && reachable ? uri : null;
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
    if (isPlain(uri) && !insecureAllowed && !isLoopback(uri)) {
      return "is plain http, which would show the client's secret to the network";
    }
    return null;
  }

  private static boolean isPlain(URI uri) {
    return "http".equalsIgnoreCase(uri.getScheme());
  }

  private static boolean isLoopback(URI uri) {
    Authority authority = Authority.of(uri);
    return authority != null && authority.isLoopback();
  }
}
