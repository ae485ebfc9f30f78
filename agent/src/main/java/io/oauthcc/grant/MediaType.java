package io.oauthcc.grant;

import io.oauthcc.http.HttpAnswer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What an answer's {@code Content-Type} says (RFC 9110 §8.3.1). Immutable. */
final class MediaType {

  private final @Nullable String header;

  MediaType(HttpAnswer answer) {
    this.header = answer.header("Content-Type");
  }

  /** The type without its parameters if it looks like one, fit for a message. */
  String shown(ServerText text) {
    if (header == null) {
      return "no content type";
    }
    String type = type();
    int slash = type.indexOf('/');
    boolean odd = slash < 1 || type.indexOf('/', slash + 1) > 0 || type.indexOf(' ') >= 0;
    return odd ? "an odd content type" : text.clean(type);
  }

  boolean isHtml() {
    return type().toLowerCase(Locale.ROOT).contains("html");
  }

  /** Whether the text is labelled as ISO 8859-1, by one of its names in use. */
  boolean isLatin1() {
    if (header == null) {
      return false;
    }
    for (String parameter : header.split(";", -1)) {
      String[] parts = parameter.trim().toLowerCase(Locale.ROOT).split("\\s*=\\s*", 2);
      if (parts.length == 2 && parts[0].equals("charset")) {
        String charset = parts[1].replace("\"", "").replace('_', '-');
        return charset.equals("iso-8859-1")
            || charset.equals("iso8859-1")
            || charset.equals("latin1")
            || charset.equals("latin-1");
      }
    }
    return false;
  }

  private String type() {
    if (header == null) {
      return "";
    }
    int parameters = header.indexOf(';');
    return (parameters < 0 ? header : header.substring(0, parameters)).trim();
  }
}
