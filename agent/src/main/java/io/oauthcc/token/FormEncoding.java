package io.oauthcc.token;

import java.io.UnsupportedEncodingException;
import java.net.URLEncoder;

/** {@code application/x-www-form-urlencoded} in UTF-8 (RFC 6749 appendix B). */
final class FormEncoding {

  private FormEncoding() {}

  static String encode(String text) {
    try {
      return URLEncoder.encode(text, "UTF-8");
    } catch (UnsupportedEncodingException e) {
      throw new AssertionError(e);
    }
  }
}
