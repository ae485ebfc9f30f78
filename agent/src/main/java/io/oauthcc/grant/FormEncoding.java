package io.oauthcc.grant;

import java.io.UnsupportedEncodingException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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

  /** The pairs of a form or a query, in order; what is not encoded right stays as it is. */
  static List<Map.Entry<String, String>> decode(String form) {
    List<Map.Entry<String, String>> pairs = new ArrayList<>();
    for (String pair : form.split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      String value = equals < 0 ? "" : pair.substring(equals + 1);
      pairs.add(new SimpleImmutableEntry<>(decodePart(name), decodePart(value)));
    }
    return pairs;
  }

  private static String decodePart(String text) {
    try {
      return URLDecoder.decode(text, "UTF-8");
    } catch (IllegalArgumentException e) {
      return text;
    } catch (UnsupportedEncodingException e) {
      throw new AssertionError(e);
    }
  }
}
