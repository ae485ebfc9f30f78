package io.oauthcc.config;

import io.oauthcc.target.UrlPath;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Checks an issuer (RFC 8414 §2). Loaded only where one is set. */
final class IssuerUri {

  private static final String EXAMPLE = "write for example https://auth.example.com/realms/main";
  private static final String WELL_KNOWN = "/.well-known/";

  private IssuerUri() {}

  /** The URL, kept to the letter; null, and a problem, if it is not right. */
  static @Nullable URI read(Setting setting, boolean insecureAllowed, Settings settings) {
    URI uri = TokenUri.read(setting, insecureAllowed, settings, EXAMPLE);
    String mistake = uri == null ? null : mistake(uri);
    if (mistake == null) {
      return uri;
    }
    settings.wrong(setting, mistake);
    return null;
  }

  private static @Nullable String mistake(URI uri) {
    if (uri.getRawQuery() != null) {
      return "has a query, which no issuer has; end the URL before the ?";
    }
    String path = String.valueOf(uri.getRawPath());
    if (path.contains(WELL_KNOWN)) {
      return "is where the metadata lies; write the issuer alone, as the metadata's own \"issuer\""
          + " spells it";
    }
    return UrlPath.normalize(path) == null
        ? "has a path that servers may read in different ways; write it without .., ; and encoded"
            + " slashes"
        : null;
  }
}
