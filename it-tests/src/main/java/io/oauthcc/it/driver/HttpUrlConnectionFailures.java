package io.oauthcc.it.driver;

import java.io.IOException;
import java.net.HttpURLConnection;

/** What an application sees of {@code HttpURLConnection} where calls go wrong. */
final class HttpUrlConnectionFailures {
  private HttpUrlConnectionFailures() {}

  static void statuses(Scene scene) throws IOException {
    for (int status : new int[] {400, 401, 403, 404, 405, 410, 418, 500, 503}) {
      String url = scene.url("unheeded", "/status-" + status);
      HttpURLConnection asked = Connections.open(url);
      scene.saw("status", asked.getResponseCode() + " " + asked.getResponseMessage());
      scene.saw("input", () -> asked.getInputStream());
      scene.saw("error", Connections.text(asked.getErrorStream()));
      scene.saw("again", asked.getResponseCode());
      HttpURLConnection unasked = Connections.open(url);
      scene.saw("early", unasked.getErrorStream());
      scene.saw("input", () -> unasked.getInputStream());
      scene.saw("error", Connections.text(unasked.getErrorStream()));
      scene.saw("status", unasked.getResponseCode());
      HttpURLConnection posting = Connections.open(url);
      Connections.write(posting, "some text");
      scene.saw("posted", () -> posting.getInputStream());
      scene.saw("posted", posting.getResponseCode());
      scene.saw("error", Connections.text(posting.getErrorStream()));
      for (boolean chunked : new boolean[] {false, true}) {
        HttpURLConnection streaming = Connections.open(url);
        stream(streaming, chunked);
        scene.saw("streamed", () -> streaming.getInputStream());
        scene.saw("streamed", () -> streaming.getResponseCode());
        scene.saw("error", Connections.text(streaming.getErrorStream()));
      }
    }
  }

  static void streamedRedirects(Scene scene) throws IOException {
    for (String path : new String[] {"/redirect-here", "/redirect-to-foreign"}) {
      for (boolean chunked : new boolean[] {false, true}) {
        HttpURLConnection streaming = Connections.open(scene.url("api", path));
        stream(streaming, chunked);
        scene.saw(path, () -> streaming.getResponseCode());
        scene.saw(path, () -> streaming.getInputStream());
        scene.saw("location", streaming.getHeaderField("Location"));
        HttpURLConnection staying = Connections.open(scene.url("api", path));
        staying.setInstanceFollowRedirects(false);
        stream(staying, chunked);
        scene.saw(path, staying.getResponseCode());
        scene.saw("body", Connections.text(staying.getInputStream()));
      }
    }
  }

  private static void stream(HttpURLConnection connection, boolean chunked) throws IOException {
    if (chunked) {
      connection.setChunkedStreamingMode(0);
    } else {
      connection.setFixedLengthStreamingMode(9);
    }
    Connections.write(connection, "some text");
  }

  static void faults(Scene scene) {
    for (String place : new String[] {"refusing", "nowhere", "untrusted"}) {
      each(scene, place, scene.url(place, "/text"));
    }
    for (String path : new String[] {"/cut", "/hang-up", "/malformed", "/no-length"}) {
      each(scene, path, scene.url("api", path));
    }
    scene.saw("tls cut", () -> Connections.get(scene.url("secure", "/cut")));
    scene.saw("tls hang up", () -> Connections.get(scene.url("secure", "/hang-up")));
  }

  private static void each(Scene scene, String what, String url) {
    scene.saw(what + " read", () -> Connections.get(url));
    scene.saw(what + " status", () -> Connections.open(url).getResponseCode());
    scene.saw(what + " field", () -> Connections.open(url).getHeaderField("X-A"));
    scene.saw(what + " connected", () -> connected(url));
    scene.saw(what + " posted", () -> posted(url));
    scene.saw(
        what + " streamed",
        () -> {
          HttpURLConnection connection = Connections.open(url);
          stream(connection, /* chunked= */ true);
          return Connections.text(connection.getInputStream());
        });
    scene.saw(
        what + " twice",
        () -> {
          HttpURLConnection connection = Connections.open(url);
          scene.saw("first", () -> connection.getInputStream().read());
          return connection.getInputStream().read();
        });
  }

  private static String connected(String url) throws IOException {
    HttpURLConnection connection = Connections.open(url);
    connection.connect();
    connection.disconnect();
    return "connected";
  }

  private static String posted(String url) throws IOException {
    HttpURLConnection connection = Connections.open(url);
    Connections.write(connection, "some text");
    return Connections.text(connection.getInputStream());
  }

  static void timeouts(Scene scene) throws IOException {
    for (String place : new String[] {"api", "secure"}) {
      HttpURLConnection reading = Connections.open(scene.url(place, "/silent"));
      reading.setReadTimeout(300);
      scene.saw("read", () -> reading.getResponseCode());
      scene.saw("read", () -> reading.getInputStream());
      HttpURLConnection halfway = Connections.open(scene.url(place, "/half"));
      halfway.setReadTimeout(300);
      scene.saw("half", halfway.getResponseCode());
      scene.saw("half", () -> Connections.text(halfway.getInputStream()));
    }
    HttpURLConnection posting = Connections.open(scene.url("api", "/silent"));
    posting.setReadTimeout(300);
    scene.saw(
        "post",
        () -> {
          Connections.write(posting, "some text");
          return posting.getResponseCode();
        });
    HttpURLConnection connecting = Connections.open(scene.url("full", "/text"));
    connecting.setConnectTimeout(300);
    scene.saw("connect", () -> connecting.getResponseCode());
    scene.saw("timeouts", connecting.getConnectTimeout() + " " + connecting.getReadTimeout());
  }

  /** What the client forbids, in its words. */
  static void misuse(Scene scene) throws IOException {
    HttpURLConnection connection = Connections.open(scene.url("api", "/text"));
    scene.saw("method", () -> method(connection, "PATCH"));
    scene.saw("output", () -> connection.getOutputStream());
    scene.saw("status", connection.getResponseCode());
    scene.saw("output", () -> connection.getOutputStream());
    scene.saw("method", () -> method(connection, "POST"));
    scene.saw(
        "do output",
        () -> {
          connection.setDoOutput(true);
          return "done";
        });
    scene.saw(
        "streaming",
        () -> {
          connection.setChunkedStreamingMode(0);
          return "done";
        });
    scene.saw(
        "add",
        () -> {
          connection.addRequestProperty("X-Late", "1");
          return "done";
        });
  }

  private static String method(HttpURLConnection connection, String method) throws IOException {
    connection.setRequestMethod(method);
    return "done";
  }
}
