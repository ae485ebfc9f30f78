package io.oauthcc.it.driver;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URL;
import java.net.URLStreamHandler;

/** What few applications do with {@code HttpURLConnection}, and may. */
final class HttpUrlConnectionOddities {
  private HttpUrlConnectionOddities() {}

  /** An https URL for which the application chose the handler that knows no TLS. */
  static void httpsWithoutTls(Scene scene) throws Exception {
    look(scene, "http", scene.url("untold", "/a"), false);
    look(scene, "http", scene.url("untold", "/refuse"), false);
    look(scene, "http", scene.url("untold", "/a"), true);
    look(scene, "http", scene.url("untold", "/steps-1"), false);
  }

  /** An http URL for which the application chose the handler that speaks TLS. */
  static void httpOverTls(Scene scene) throws Exception {
    look(scene, "https", scene.url("told", "/a"), false);
    look(scene, "https", scene.url("told", "/a"), true);
  }

  /** A connection that the application opens itself, and goes on with later. */
  static void connectFirst(Scene scene) throws IOException {
    HttpURLConnection connection = Connections.open(scene.url("api", "/a"));
    connection.connect();
    scene.saw("status", connection.getResponseCode());
  }

  private static void look(Scene scene, String handler, String url, boolean streams)
      throws Exception {
    HttpURLConnection connection =
        (HttpURLConnection) url(url, handler).openConnection(Proxy.NO_PROXY);
    if (streams) {
      connection.setFixedLengthStreamingMode(9);
      Connections.write(connection, "some text");
    }
    scene.saw(url, connection.getResponseCode());
  }

  // The constructor is deprecated on 20; this is what a legacy application calls.
  @SuppressWarnings("deprecation")
  private static URL url(String url, String handler) throws Exception {
    return new URL(
        null,
        url,
        Class.forName("sun.net.www.protocol." + handler + ".Handler")
            .asSubclass(URLStreamHandler.class)
            .getDeclaredConstructor()
            .newInstance());
  }
}
