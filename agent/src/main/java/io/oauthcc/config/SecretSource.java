package io.oauthcc.config;

import java.io.IOException;

/** Where a secret comes from, asked each time the secret is sent. */
@FunctionalInterface
public interface SecretSource {

  /**
   * The secret as of now. A file is opened by its path at each call, so that a rotated secret is
   * picked up; while it is missing or empty, the last good secret is given.
   *
   * @throws IOException if there never was a good one; the message names the file, never its
   *     content
   */
  Secret get() throws IOException;
}
