package io.oauthcc.grant;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Who asks for the token: {@code oauthcc/1.2.3}, with the version that the build wrote down. */
final class UserAgent {

  private static final String VERSION_RESOURCE = "version.txt";
  private static final int LONGEST_VERSION = 64;

  private UserAgent() {}

  static String value() {
    try (InputStream in = UserAgent.class.getResourceAsStream(VERSION_RESOURCE)) {
      byte[] bytes = new byte[LONGEST_VERSION];
      int length = in == null ? 0 : in.read(bytes);
      if (length > 0) {
        return "oauthcc/" + new String(bytes, 0, length, StandardCharsets.US_ASCII).trim();
      }
    } catch (IOException e) {
      // A token request without a version is better than none.
    }
    return "oauthcc";
  }
}
