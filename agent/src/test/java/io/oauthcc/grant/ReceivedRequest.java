package io.oauthcc.grant;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a server was sent, taken apart no further than a server must. */
record ReceivedRequest(
    String raw,
    String method,
    String target,
    List<Map.Entry<String, String>> headers,
    String body) {

  static ReceivedRequest of(String raw) {
    int end = raw.indexOf("\r\n\r\n");
    String[] lines = raw.substring(0, end).split("\r\n", -1);
    String[] start = lines[0].split(" ", 3);
    List<Map.Entry<String, String>> headers = new ArrayList<>();
    for (int i = 1; i < lines.length; i++) {
      String[] header = lines[i].split(": ", 2);
      headers.add(Map.entry(header[0], header[1]));
    }
    return new ReceivedRequest(raw, start[0], start[1], headers, raw.substring(end + 4));
  }

  /** All of this name, in any case. */
  List<String> headers(String name) {
    return headers.stream()
        .filter(header -> header.getKey().equalsIgnoreCase(name))
        .map(Map.Entry::getValue)
        .toList();
  }

  /** The body's parameters, decoded, in order. */
  List<Map.Entry<String, String>> form() {
    return decode(body);
  }

  /** The query's. */
  List<Map.Entry<String, String>> query() {
    return decode(target.substring(target.indexOf('?') + 1));
  }

  /** The first of this name in the body, or an empty string. */
  String parameter(String name) {
    return form().stream()
        .filter(parameter -> parameter.getKey().equals(name))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("");
  }

  private static List<Map.Entry<String, String>> decode(String form) {
    List<Map.Entry<String, String>> parameters = new ArrayList<>();
    for (String pair : form.split("&", -1)) {
      String[] parts = pair.split("=", 2);
      parameters.add(
          Map.entry(
              URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
              parts.length < 2 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8)));
    }
    return parameters;
  }
}
