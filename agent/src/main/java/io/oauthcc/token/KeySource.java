package io.oauthcc.token;

import java.io.IOException;
import java.security.PrivateKey;

/** Where the client's private key comes from, asked at each token request. */
interface KeySource {

  /**
   * The key as of now.
   *
   * @throws IOException if there is none; the message names the file and what is wrong with it
   */
  PrivateKey get() throws IOException;
}
