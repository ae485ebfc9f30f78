package io.oauthcc.it.driver;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.CacheRequest;
import java.net.CacheResponse;
import java.net.CookieHandler;
import java.net.HttpURLConnection;
import java.net.ResponseCache;
import java.net.URI;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What {@code HttpURLConnection} shows to the handlers that an application gives the whole JVM. */
final class HttpUrlConnectionOutsiders {
  private HttpUrlConnectionOutsiders() {}

  static void cookies(Scene scene) throws IOException {
    CookieHandler.setDefault(new Cookies(scene));
    try {
      for (String path : new String[] {"/cookie", "/redirect-to-foreign", "/status-404"}) {
        HttpURLConnection connection = Connections.open(scene.url("api", path));
        connection.setRequestProperty("X-Mine", "mine");
        scene.saw(path, connection.getResponseCode());
        scene.saw("cookie", connection.getRequestProperty("Cookie"));
        scene.saw("set", connection.getHeaderField("Set-Cookie"));
      }
      HttpURLConnection posting = Connections.open(scene.url("api", "/echo"));
      posting.setRequestProperty("Cookie", "own=1");
      posting.setFixedLengthStreamingMode(9);
      Connections.write(posting, "some text");
      scene.saw("posted", Connections.text(posting.getInputStream()));
    } finally {
      CookieHandler.setDefault(null);
    }
  }

  static void cache(Scene scene) throws IOException {
    ResponseCache.setDefault(new Answers(scene));
    try {
      for (String path : new String[] {"/cached", "/cached", "/vary", "/vary", "/redirect-here"}) {
        HttpURLConnection connection = Connections.open(scene.url("api", path));
        connection.setRequestProperty("X-Mine", "mine");
        scene.saw(path, Connections.text(connection.getInputStream()));
        scene.sawHeaders("answer", Connections.fields(connection));
        scene.saw("from", connection.getURL());
      }
      HttpURLConnection fresh = Connections.open(scene.url("api", "/cached"));
      fresh.setUseCaches(false);
      scene.saw("past the cache", Connections.text(fresh.getInputStream()));
    } finally {
      ResponseCache.setDefault(null);
    }
  }

  /** Says what it is asked and given. */
  private static final class Cookies extends CookieHandler {
    private final Scene scene;

    Cookies(Scene scene) {
      this.scene = scene;
    }

    @Override
    public Map<String, List<String>> get(URI uri, Map<String, List<String>> requestHeaders) {
      scene.sawHeaders("cookies for " + uri, requestHeaders);
      return Collections.singletonMap("Cookie", Collections.singletonList("kept=1"));
    }

    @Override
    public void put(URI uri, Map<String, List<String>> responseHeaders) {
      scene.sawHeaders("cookies from " + uri, responseHeaders);
    }
  }

  /** Keeps whatever it is given, and says so. */
  private static final class Answers extends ResponseCache {
    private final Scene scene;
    private final Map<URI, Answer> kept = new ConcurrentHashMap<>();

    Answers(Scene scene) {
      this.scene = scene;
    }

    @Override
    public @Nullable CacheResponse get(
        URI uri, String method, Map<String, List<String>> requestHeaders) {
      scene.sawHeaders("looked up " + method + " " + uri, requestHeaders);
      return kept.get(uri);
    }

    @Override
    public CacheRequest put(URI uri, URLConnection connection) {
      scene.saw("offered", uri + " " + connection);
      scene.saw("properties", () -> new TreeMap<>(connection.getRequestProperties()));
      scene.saw("Authorization", () -> connection.getRequestProperty("Authorization"));
      scene.saw("X-Mine", () -> connection.getRequestProperty("X-Mine"));
      Answer answer = new Answer(new HashMap<>(connection.getHeaderFields()));
      kept.put(uri, answer);
      return answer.storing();
    }
  }

  private static final class Answer extends CacheResponse {
    private final Map<String, List<String>> headers;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    Answer(Map<String, List<String>> headers) {
      this.headers = headers;
    }

    CacheRequest storing() {
      return new CacheRequest() {
        @Override
        public OutputStream getBody() {
          return body;
        }

        @Override
        public void abort() {
          body.reset();
        }
      };
    }

    @Override
    public Map<String, List<String>> getHeaders() {
      return headers;
    }

    @Override
    public InputStream getBody() {
      String text = new String(body.toByteArray(), StandardCharsets.US_ASCII);
      return new ByteArrayInputStream(("kept " + text).getBytes(StandardCharsets.US_ASCII));
    }
  }
}
