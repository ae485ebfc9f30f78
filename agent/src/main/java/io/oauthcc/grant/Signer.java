package io.oauthcc.grant;

import io.oauthcc.config.Registration.SigningAlgorithm;
import java.io.IOException;

/** Signs as RFC 7518 §3 says. */
interface Signer {

  /** What goes into the {@code alg} header. */
  SigningAlgorithm algorithm();

  /**
   * The signature of these bytes, as it stands in a JWS.
   *
   * @throws IOException if key and algorithm do not fit or the JVM cannot sign that way; the
   *     message says what would be right
   */
  byte[] sign(byte[] bytes) throws IOException;
}
