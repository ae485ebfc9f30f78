package io.oauthcc.grant;

import io.oauthcc.config.Registration;
import io.oauthcc.config.Secret;
import java.io.IOException;
import java.util.Map;

/**
 * The requests for a token: client credentials (RFC 6749 §4.4.2) and a refresh token in their place
 * (§6). Both have at most one client authentication. A configured parameter or header takes the
 * place of one of the same name that we would send.
 */
final class TokenRequest {

  private static final String GRANT_TYPE = "grant_type";

  private final Registration registration;
  private final TokenEndpoint endpoint;

  TokenRequest(Registration registration, TokenEndpoint endpoint) {
    this.registration = registration;
    this.endpoint = endpoint;
  }

  /**
   * The request with the client's own credentials.
   *
   * @throws IOException if the client cannot authenticate
   */
  Draft clientCredentials(ClientAuthentication client) throws IOException {
    Draft draft = new Draft(registration, endpoint.uri());
    ourHeaders(draft);
    draft.parameter(GRANT_TYPE, "client_credentials");
    client.authenticate(draft);
    draft.parameter("scope", registration.scope());
    draft.parameter("audience", registration.audience());
    draft.parameter("resource", registration.resource());
    registration.tokenRequestParameters().forEach(draft::parameter);
    registration.tokenRequestHeaders().forEach(draft::header);
    return draft;
  }

  /**
   * The request with a refresh token: for the scope that was granted with it, so that none is named
   * (RFC 6749 §6). Extra parameters go along, for servers that tell tenants apart by them.
   *
   * @throws IOException if the client cannot authenticate
   */
  Draft refresh(ClientAuthentication client, Secret refreshToken) throws IOException {
    Draft draft = new Draft(registration, endpoint.uri());
    ourHeaders(draft);
    draft.parameter(GRANT_TYPE, "refresh_token");
    draft.parameter("refresh_token", refreshToken.reveal());
    draft.conceal(refreshToken.reveal());
    client.authenticate(draft);
    for (Map.Entry<String, String> extra : registration.tokenRequestParameters().entrySet()) {
      if (!extra.getKey().equals("scope") && !extra.getKey().equals("refresh_token")) {
        draft.parameter(extra.getKey(), extra.getValue());
      }
    }
    registration.tokenRequestHeaders().forEach(draft::header);
    return draft;
  }

  private static void ourHeaders(Draft draft) {
    draft.header("Accept", "application/json");
    draft.header("Accept-Encoding", "identity");
    draft.header("User-Agent", UserAgent.value());
  }

  /** Whether a refresh token can take the place of the grant that the configuration asks for. */
  boolean isRefreshable() {
    return !registration.tokenRequestParameters().containsKey(GRANT_TYPE)
        && !new Parameters(endpoint.uri()).isInQuery(GRANT_TYPE);
  }
}
