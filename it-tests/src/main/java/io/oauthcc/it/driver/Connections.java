package io.oauthcc.it.driver;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What scenes of {@code HttpURLConnection} do with one. */
final class Connections {
  private Connections() {}

  // URL(String) is deprecated on 20; this is what a legacy application calls.
  @SuppressWarnings("deprecation")
  static HttpURLConnection open(String url) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) new URL(url).openConnection(Proxy.NO_PROXY);
    connection.setReadTimeout(20_000);
    return connection;
  }

  static String get(String url) throws IOException {
    return text(open(url).getInputStream());
  }

  static void write(HttpURLConnection connection, String body) throws IOException {
    connection.setDoOutput(true);
    try (OutputStream out = connection.getOutputStream()) {
      out.write(body.getBytes(StandardCharsets.US_ASCII));
    }
  }

  static String text(@Nullable InputStream stream) throws IOException {
    if (stream == null) {
      return "no stream";
    }
    try (InputStream in = stream) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      byte[] buffer = new byte[8192];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        bytes.write(buffer, 0, n);
      }
      return new String(bytes.toByteArray(), StandardCharsets.ISO_8859_1);
    }
  }

  /** The answer's headers; the status line has no name. */
  static Map<String, List<String>> fields(HttpURLConnection connection) {
    return new LinkedHashMap<>(connection.getHeaderFields());
  }
}
