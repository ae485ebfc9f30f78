package io.oauthcc.it.driver;

import java.io.UnsupportedEncodingException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One line between a test and a driver: named fields, form-encoded, so that it is plain ASCII
 * whatever it carries.
 */
public final class Line {
  private final Map<String, String> fields = new LinkedHashMap<>();

  /**
   * Reads what {@link #toString()} wrote.
   *
   * @throws IllegalArgumentException if it is not such a line
   */
  public static Line parse(String text) {
    Line line = new Line();
    for (String field : text.split("&", -1)) {
      int equals = field.indexOf('=');
      if (equals < 0) {
        throw new IllegalArgumentException("not a line of the protocol: " + text);
      }
      line.with(decode(field.substring(0, equals)), decode(field.substring(equals + 1)));
    }
    return line;
  }

  /** Sets a field; a null value leaves it out. */
  public Line with(String name, @Nullable String value) {
    if (value != null) {
      fields.put(name, value);
    }
    return this;
  }

  /** The field's value, or null if the line has none of that name. */
  public @Nullable String find(String name) {
    return fields.get(name);
  }

  /**
   * The field's value.
   *
   * @throws IllegalArgumentException if the line has none of that name
   */
  public String get(String name) {
    String value = fields.get(name);
    if (value == null) {
      throw new IllegalArgumentException("no field " + name + " in " + fields);
    }
    return value;
  }

  /** The field's value as a number; see {@link #get}. */
  public int number(String name) {
    return Integer.parseInt(get(name));
  }

  /** The encoded line, without its line end. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, String> field : fields.entrySet()) {
      if (text.length() > 0) {
        text.append('&');
      }
      text.append(encode(field.getKey())).append('=').append(encode(field.getValue()));
    }
    return text.toString();
  }

  private static String encode(String value) {
    try {
      return URLEncoder.encode(value, "UTF-8");
    } catch (UnsupportedEncodingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String decode(String value) {
    try {
      return URLDecoder.decode(value, "UTF-8");
    } catch (UnsupportedEncodingException e) {
      throw new IllegalStateException(e);
    }
  }
}
