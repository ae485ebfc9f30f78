package io.oauthcc.it.driver;

import java.io.IOException;
import java.io.InputStream;
import java.net.Authenticator;
import java.net.HttpURLConnection;
import java.net.PasswordAuthentication;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.HttpsURLConnection;

/** What an application sees of {@code HttpURLConnection} where calls go well. */
final class HttpUrlConnectionScenes {
  private HttpUrlConnectionScenes() {}

  /** Every look an application can take at a request and its answer. */
  static void headers(Scene scene) throws IOException {
    for (String place : new String[] {"api", "secure"}) {
      HttpURLConnection connection = Connections.open(scene.url(place, "/text?a=b"));
      connection.setRequestProperty("X-First", "1");
      connection.addRequestProperty("x-many", "1");
      connection.addRequestProperty("X-Many", "2");
      connection.setRequestProperty("User-Agent", "scene/1.0");
      connection.setRequestProperty("ACCEPT-LANGUAGE", "de");
      look(scene, connection);
      connection.connect();
      look(scene, connection);
      scene.saw("set", () -> set(connection, "X-Late"));
      scene.saw("set Authorization", () -> set(connection, "Authorization"));
      scene.saw("body", () -> Connections.text(connection.getInputStream()));
      look(scene, connection);
      scene.saw("date", connection.getDate() + " " + connection.getExpiration());
      scene.saw("length", connection.getContentLength() + " " + connection.getContentType());
      scene.saw("message", connection.getResponseMessage());
      scene.sawHeaders("answer", Connections.fields(connection));
      for (int i = 0; connection.getHeaderField(i) != null; i++) {
        scene.saw("field", connection.getHeaderFieldKey(i) + "=" + connection.getHeaderField(i));
      }
      connection.disconnect();
      look(scene, connection);
    }
  }

  private static String set(HttpURLConnection connection, String name) {
    connection.setRequestProperty(name, "1");
    return connection.getRequestProperty(name);
  }

  private static void look(Scene scene, HttpURLConnection connection) {
    scene.saw("properties", () -> connection.getRequestProperties());
    for (String name : new String[] {"Authorization", "X-Many", "User-Agent", "Host", "Accept"}) {
      scene.saw(name, () -> connection.getRequestProperty(name));
    }
    scene.saw("connection", connection + " to " + connection.getURL());
    scene.saw("proxy", connection.usingProxy());
  }

  /** An Authorization of the application's own. */
  static void own(Scene scene) throws IOException {
    for (String path : new String[] {"/echo", "/redirect-here", "/redirect-there-and-back"}) {
      HttpURLConnection connection = Connections.open(scene.url("api", path));
      connection.setRequestProperty("Authorization", scene.password());
      look(scene, connection);
      scene.saw(path, Connections.text(connection.getInputStream()));
      look(scene, connection);
    }
  }

  static void redirects(Scene scene) throws IOException {
    for (String path :
        new String[] {"/redirect-here", "/redirect-to-foreign", "/redirect-there-and-back"}) {
      for (boolean following : new boolean[] {true, false}) {
        for (String method : new String[] {"GET", "POST", "HEAD"}) {
          HttpURLConnection connection = Connections.open(scene.url("api", path));
          connection.setRequestMethod(method);
          connection.setRequestProperty("X-Mine", "mine");
          connection.setInstanceFollowRedirects(following);
          if (method.equals("POST")) {
            Connections.write(connection, "some text");
          }
          scene.saw(method + " " + path, connection.getResponseCode());
          scene.saw("body", Connections.text(connection.getInputStream()));
          scene.saw("from", connection.getURL());
          scene.sawHeaders("answer", Connections.fields(connection));
          look(scene, connection);
        }
      }
    }
    scene.saw("loop", () -> Connections.open(scene.url("api", "/loop")).getInputStream());
    scene.saw("loop", () -> Connections.open(scene.url("api", "/loop")).getResponseCode());
  }

  static void methods(Scene scene) throws IOException {
    for (String method : new String[] {"GET", "HEAD", "OPTIONS", "DELETE", "TRACE"}) {
      HttpURLConnection connection = Connections.open(scene.url("api", "/echo"));
      connection.setRequestMethod(method);
      scene.saw(method, Connections.text(connection.getInputStream()));
      scene.saw(method, connection.getRequestMethod() + " " + connection.getResponseCode());
    }
    for (String method : new String[] {"GET", "POST", "PUT", "DELETE"}) {
      for (String mode : new String[] {"buffered", "fixed", "chunked"}) {
        HttpURLConnection connection = Connections.open(scene.url("api", "/echo"));
        connection.setDoOutput(true);
        connection.setRequestMethod(method);
        connection.setRequestProperty("Content-Type", "text/plain");
        if (mode.equals("fixed")) {
          connection.setFixedLengthStreamingMode(9);
        } else if (mode.equals("chunked")) {
          connection.setChunkedStreamingMode(4);
        }
        Connections.write(connection, "some text");
        scene.saw("stream", () -> connection.getOutputStream().getClass().getName());
        scene.saw(method + " " + mode, () -> Connections.text(connection.getInputStream()));
        scene.saw("method", connection.getRequestMethod() + " " + connection.getResponseCode());
        look(scene, connection);
      }
    }
  }

  /** A body that waits until the server wants it. */
  static void expecting(Scene scene) throws IOException {
    for (boolean chunked : new boolean[] {false, true}) {
      HttpURLConnection connection = Connections.open(scene.url("patient", "/echo"));
      connection.setRequestProperty("Expect", "100-Continue");
      if (chunked) {
        connection.setChunkedStreamingMode(0);
      } else {
        connection.setFixedLengthStreamingMode(9);
      }
      Connections.write(connection, "some text");
      scene.saw("body", Connections.text(connection.getInputStream()));
      scene.sawHeaders("answer", Connections.fields(connection));
      look(scene, connection);
    }
    HttpURLConnection buffered = Connections.open(scene.url("patient", "/echo"));
    buffered.setRequestProperty("Expect", "100-Continue");
    Connections.write(buffered, "some text");
    scene.saw("buffered", Connections.text(buffered.getInputStream()));
  }

  /** Asks for gzip, or not: this client decodes none. */
  static void gzip(Scene scene) throws IOException {
    for (boolean asking : new boolean[] {false, true}) {
      HttpURLConnection connection = Connections.open(scene.url("api", "/gzip"));
      if (asking) {
        connection.setRequestProperty("Accept-Encoding", "gzip");
      }
      scene.saw("bytes", Connections.text(connection.getInputStream()).length());
      scene.sawHeaders("answer", Connections.fields(connection));
    }
  }

  /** Connections that can be used again, and some that cannot. */
  static void keepAlive(Scene scene) throws IOException {
    for (int i = 0; i < 3; i++) {
      scene.saw("read", Connections.get(scene.url("kept", "/text")));
    }
    HttpURLConnection missing = Connections.open(scene.url("kept", "/status-404"));
    scene.saw("status", missing.getResponseCode());
    scene.saw("error", Connections.text(missing.getErrorStream()));
    scene.saw("read", Connections.get(scene.url("kept", "/text")));
    HttpURLConnection posting = Connections.open(scene.url("kept", "/echo"));
    Connections.write(posting, "some text");
    scene.saw("read", Connections.text(posting.getInputStream()));
    HttpURLConnection redirected = Connections.open(scene.url("kept", "/redirect-here"));
    scene.saw("read", Connections.text(redirected.getInputStream()));
    HttpURLConnection streaming = Connections.open(scene.url("kept", "/echo"));
    streaming.setChunkedStreamingMode(0);
    Connections.write(streaming, "some text");
    scene.saw("read", Connections.text(streaming.getInputStream()));
    HttpURLConnection disconnected = Connections.open(scene.url("kept", "/text"));
    scene.saw("status", disconnected.getResponseCode());
    disconnected.disconnect();
    scene.saw("read", Connections.get(scene.url("kept", "/text")));
    HttpURLConnection closing = Connections.open(scene.url("kept", "/text"));
    closing.setRequestProperty("Connection", "close");
    scene.saw("read", Connections.text(closing.getInputStream()));
    scene.saw("read", Connections.get(scene.url("kept", "/text")));
    scene.saw("read", Connections.get(scene.url("kept", "/text")));
  }

  /** What TLS shows, and what it asks the application. */
  static void tls(Scene scene) throws IOException {
    HttpsURLConnection connection =
        (HttpsURLConnection) Connections.open(scene.url("secure", "/text"));
    connection.setHostnameVerifier(
        (host, session) -> {
          scene.saw("verifier asked", host + " " + session.getPeerHost());
          return true;
        });
    scene.saw("early", () -> connection.getCipherSuite());
    scene.saw("status", connection.getResponseCode());
    scene.saw("suite", connection.getCipherSuite());
    scene.saw("certificates", connection.getServerCertificates().length);
    scene.saw("peer", connection.getPeerPrincipal());
    scene.saw("local", connection.getLocalCertificates());
    scene.saw("body", Connections.text(connection.getInputStream()));
    scene.saw("late", () -> connection.getCipherSuite());
  }

  /** The application's own authenticator where a token is refused and nothing is sent again. */
  static void authenticator(Scene scene) throws IOException {
    Authenticator.setDefault(
        new Authenticator() {
          @Override
          protected PasswordAuthentication getPasswordAuthentication() {
            scene.saw("asked for", getRequestingURL() + " " + getRequestingHost());
            scene.saw("asked by", getRequestingProtocol() + " " + getRequestingScheme());
            scene.saw("asked what", getRequestorType() + " " + getRequestingPrompt());
            return new PasswordAuthentication("own", "own".toCharArray());
          }
        });
    try {
      HttpURLConnection connection = Connections.open(scene.url("unheeded", "/basic-only"));
      Connections.write(connection, "some text");
      scene.saw("status", connection.getResponseCode());
      scene.saw("body", Connections.text(connection.getInputStream()));
      look(scene, connection);
      scene.saw("bearer", Connections.open(scene.url("unheeded", "/refuse")).getResponseCode());
    } finally {
      Authenticator.setDefault(null);
    }
  }

  /** A body read in pieces, and one that nobody reads. */
  static void streams(Scene scene) throws IOException {
    HttpURLConnection connection = Connections.open(scene.url("api", "/large"));
    InputStream in = connection.getInputStream();
    byte[] buffer = new byte[10];
    scene.saw("first", in.read(buffer) + " " + new String(buffer, StandardCharsets.US_ASCII));
    scene.saw("mark", in.markSupported());
    scene.saw("skip", in.skip(100));
    in.close();
    scene.saw("closed", () -> in.read());
    connection.disconnect();
    scene.saw("next", Connections.get(scene.url("api", "/text")));
  }
}
