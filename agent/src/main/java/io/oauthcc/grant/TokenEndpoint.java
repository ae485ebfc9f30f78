package io.oauthcc.grant;

import io.oauthcc.config.ClientAuthenticationMethod;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A token endpoint as it is to be asked: configured, or as the issuer's metadata says. Immutable.
 */
final class TokenEndpoint {

  private final URI uri;
  private final ClientAuthenticationMethod method;
  private final @Nullable String issuer;

  TokenEndpoint(URI uri, ClientAuthenticationMethod method, @Nullable String issuer) {
    this.uri = uri;
    this.method = method;
    this.issuer = issuer;
  }

  /** Exactly as configured or announced. */
  URI uri() {
    return uri;
  }

  /** How the client authenticates there. */
  ClientAuthenticationMethod method() {
    return method;
  }

  /** The issuer it was discovered by, or null. */
  @Nullable String issuer() {
    return issuer;
  }

  /** For messages: without the query, which may hold a secret. */
  @Override
  public String toString() {
    return withoutQuery(uri.toString());
  }

  /** An address as it may stand in a message. */
  static String withoutQuery(String address) {
    int query = address.indexOf('?');
    return query < 0 ? address : address.substring(0, query);
  }
}
