package io.oauthcc.grant;

import java.io.IOException;

/** How the client proves to the token endpoint who it is (RFC 6749 §2.3). */
interface ClientAuthentication {

  /**
   * Puts the proof on a request, and tells the request what of it is secret.
   *
   * @throws IOException if there is no proof; the message says what is missing and quotes no secret
   */
  void authenticate(Draft request) throws IOException;
}
