package io.oauthcc.grant;

import io.oauthcc.config.Registration;
import java.util.Locale;

/** What was sent to a server that refused the client, and what to try next. */
final class CredentialsHint {

  private final Registration registration;
  private final TokenEndpoint endpoint;

  CredentialsHint(Registration registration, TokenEndpoint endpoint) {
    this.registration = registration;
    this.endpoint = endpoint;
  }

  /** The end of a message. */
  String text() {
    String method = endpoint.method().value();
    switch (endpoint.method()) {
      case CLIENT_SECRET_BASIC:
        String encoding = registration.basicEncoding().name().toLowerCase(Locale.ROOT);
        return sent(
            method + " with basic-encoding=" + encoding,
            "id and secret are right",
            "basic-encoding="
                + (encoding.equals("raw") ? "rfc6749" : "raw")
                + ", then client-authentication-method=client_secret_post");
      case CLIENT_SECRET_POST:
        return sent(
            method, "id and secret are right", "client-authentication-method=client_secret_basic");
      case CLIENT_SECRET_JWT:
        return sent(
            method + " signed with HS256 for the audience " + audience(),
            "id and secret are right",
            otherAudience() + ", then client-authentication-method=client_secret_basic");
      case PRIVATE_KEY_JWT:
        String keyId = registration.keyId();
        return sent(
            method
                + " signed with "
                + registration.signingAlgorithm()
                + (keyId == null ? ", without key-id," : " and key-id=" + keyId)
                + " for the audience "
                + audience(),
            "id and key are right and the server knows the key",
            (keyId == null ? "key-id=<the key's id there>, then " : "") + otherAudience());
      case TLS_CLIENT_AUTH:
        return sent(
            method + " with the certificate of key-store",
            "the server knows its subject for this id",
            "client-authentication-method=self_signed_tls_client_auth");
      case SELF_SIGNED_TLS_CLIENT_AUTH:
        return sent(
            method + " with the certificate of key-store",
            "the server knows this very certificate for this id",
            "client-authentication-method=tls_client_auth");
      default:
        return sent(
            method,
            "id and secret are right",
            "client-secret-file and client-authentication-method=client_secret_basic");
    }
  }

  private static String sent(String what, String condition, String next) {
    return "sent " + what + "; if " + condition + ", try " + next;
  }

  private String audience() {
    return TokenEndpoint.withoutQuery(ClientAuthentications.audience(registration, endpoint));
  }

  private String otherAudience() {
    boolean isEndpoint = audience().equals(endpoint.toString());
    String issuer = endpoint.issuer();
    String other = issuer == null ? "<the server's issuer>" : issuer;
    return "assertion-audience=" + (isEndpoint ? other : endpoint.toString());
  }
}
