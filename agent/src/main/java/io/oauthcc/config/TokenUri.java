package io.oauthcc.config;

import io.oauthcc.target.Authority;
import io.oauthcc.target.Target;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** Checks a token endpoint's URL. */
final class TokenUri {

  private static final String EXAMPLE = "write for example https://auth.example.com/oauth2/token";

  private TokenUri() {}

  /** The URL, kept to the letter; null, and a problem, if it is not right. */
  static @Nullable URI read(Setting setting, boolean insecureAllowed, Settings settings) {
    return read(setting, insecureAllowed, settings, EXAMPLE);
  }

  /** As above for any address of the provider. */
  static @Nullable URI read(
      Setting setting, boolean insecureAllowed, Settings settings, String example) {
    String text = setting.value();
    URI uri;
    try {
      // Not the constructor, whose checked exception would be loaded with this class.
      uri = URI.create(text);
    } catch (IllegalArgumentException e) {
      settings.wrong(setting, whyMalformed(text, e.getCause(), example));
      return null;
    }
    String mistake = mistake(uri, example);
    if (mistake != null) {
      settings.wrong(setting, mistake);
      return null;
    }
    Target endpoint = Target.ofEndpoint(uri);
    if (endpoint == null) {
      settings.wrong(setting, "has no valid host; " + example);
      return null;
    }
    if (endpoint.isInsecure() && !insecureAllowed) {
      settings.wrong(
          setting,
          "would send the client's secret over plain http; write https://, or"
              + " allow-insecure-http=true where the network itself is trusted");
      return null;
    }
    return uri;
  }

  private static @Nullable String mistake(URI uri, String example) {
    if (!"https".equalsIgnoreCase(uri.getScheme()) && !"http".equalsIgnoreCase(uri.getScheme())) {
      return "is no absolute https URL; " + example;
    }
    if (uri.getRawUserInfo() != null
        || (uri.getRawAuthority() != null && uri.getRawAuthority().indexOf('@') >= 0)) {
      return "holds a user name or password; set client-id and client-secret instead";
    }
    if (uri.getRawFragment() != null) {
      return "has a fragment, which no server gets to see; end the URL before the #";
    }
    int port = uri.getPort();
    if (uri.getHost() == null) {
      Authority authority = Authority.of(uri);
      if (authority == null) {
        return "has no host that a URL can have (letters, digits, hyphens, underscores and dots; an"
            + " internationalised name in its xn-- form); "
            + example;
      }
      port = authority.port();
    }
    return port == 0 || port > 65535
        ? "has no valid port; a port is a number from 1 to 65535"
        : null;
  }

  private static String whyMalformed(String text, @Nullable Throwable cause, String example) {
    int index = cause instanceof URISyntaxException ? ((URISyntaxException) cause).getIndex() : -1;
    if (text.indexOf('{') >= 0 || text.indexOf('<') >= 0) {
      return "still holds a placeholder of the provider's documentation; put the value in its place";
    }
    return "is no URL"
        + (index < 0 ? "" : ": character " + (index + 1) + " cannot stand there")
        + "; "
        + example;
  }
}
