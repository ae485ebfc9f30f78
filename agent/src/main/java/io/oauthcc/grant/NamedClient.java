package io.oauthcc.grant;

/**
 * The client's name alone: for {@code none}, and for the methods whose proof is the certificate of
 * the TLS connection (RFC 8705 §2: {@code client_id} is required there).
 */
final class NamedClient implements ClientAuthentication {

  private final String clientId;

  NamedClient(String clientId) {
    this.clientId = clientId;
  }

  @Override
  public void authenticate(Draft request) {
    request.parameter("client_id", clientId);
  }
}
