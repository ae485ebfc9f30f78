package io.oauthcc.it.driver;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.PasswordAuthentication;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an application sees of {@code java.net.http} where calls go well. */
final class JavaHttpClientScenes {
  private JavaHttpClientScenes() {}

  static HttpRequest.Builder to(String url) {
    return HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(30));
  }

  /** Writes down an answer and all that led to it. */
  static void saw(Scene scene, String what, HttpResponse<?> last) {
    scene.saw(what, last + " " + last.version() + " with " + last.body());
    for (HttpResponse<?> response = last; response != null; response = before(response)) {
      HttpRequest request = response.request();
      scene.saw("status", response.statusCode() + " from " + response.uri());
      scene.sawHeaders("answer", response.headers().map());
      scene.saw("request", request + " " + request.method() + " " + request.version());
      scene.sawHeaders("request", request.headers().map());
      scene.saw("waits", request.expectContinue() + " " + request.timeout());
      scene.saw("body", request.bodyPublisher().map(BodyPublisher::contentLength));
      scene.saw("session", response.sslSession().map(session -> session.getPeerHost()));
    }
  }

  private static @Nullable HttpResponse<?> before(HttpResponse<?> response) {
    return response.previousResponse().orElse(null);
  }

  static void headers(Scene scene) throws Exception {
    for (HttpClient.Version version : HttpClient.Version.values()) {
      if (!version.name().startsWith("HTTP_3")) {
        HttpClient client = HttpClient.newBuilder().version(version).build();
        for (String place : List.of("api", "secure")) {
          HttpRequest request =
              to(scene.url(place, "/text?a=b"))
                  .header("X-First", "1")
                  .header("x-many", "1")
                  .header("X-Many", "2")
                  .header("User-Agent", "scene/1.0")
                  .build();
          HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
          saw(scene, place, response);
          scene.saw("the same request", response.request().equals(request));
          scene.saw("its hash", response.request().hashCode() == request.hashCode());
          saw(scene, "again", client.sendAsync(request, BodyHandlers.ofString()).get());
        }
      }
    }
    saw(
        scene,
        "default client",
        HttpClient.newHttpClient()
            .send(to(scene.url("api", "/text")).build(), BodyHandlers.ofString()));
  }

  /** An Authorization of the application's own. */
  static void own(Scene scene) throws Exception {
    HttpClient client = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.ALWAYS).build();
    for (String path : List.of("/echo", "/redirect-here", "/redirect-there-and-back")) {
      HttpRequest request =
          to(scene.url("api", path)).header("Authorization", scene.password()).build();
      saw(scene, path, client.send(request, BodyHandlers.ofString()));
    }
    // Some versions send the application's value wherever a redirect leads.
    HttpRequest without = to(scene.url("api", "/text")).build();
    saw(scene, "without", client.send(without, BodyHandlers.ofString()));
  }

  static void redirects(Scene scene) throws Exception {
    for (HttpClient.Redirect policy : HttpClient.Redirect.values()) {
      HttpClient client = HttpClient.newBuilder().followRedirects(policy).build();
      for (String place : List.of("api", "secure")) {
        for (String path :
            List.of("/redirect-here", "/redirect-to-foreign", "/redirect-there-and-back")) {
          HttpRequest get = to(scene.url(place, path)).header("X-Mine", "mine").build();
          saw(scene, policy + path, client.send(get, BodyHandlers.ofString()));
          HttpRequest post =
              to(scene.url(place, path)).POST(BodyPublishers.ofString("some text")).build();
          saw(scene, policy + path, client.sendAsync(post, BodyHandlers.ofString()).get());
        }
      }
      scene.saw(
          "loop",
          () -> {
            HttpRequest request = to(scene.url("api", "/loop")).build();
            saw(scene, "loop", client.send(request, BodyHandlers.ofString()));
            return "no failure";
          });
    }
  }

  static void methods(Scene scene) throws Exception {
    for (HttpClient.Version version :
        List.of(HttpClient.Version.HTTP_1_1, HttpClient.Version.HTTP_2)) {
      HttpClient client = HttpClient.newBuilder().version(version).build();
      for (String method : List.of("GET", "HEAD", "OPTIONS", "DELETE")) {
        HttpRequest request =
            to(scene.url("secure", "/echo")).method(method, BodyPublishers.noBody()).build();
        saw(scene, method, client.send(request, BodyHandlers.ofString()));
      }
      for (String method : List.of("POST", "PUT", "DELETE")) {
        for (Map.Entry<String, BodyPublisher> body : bodies().entrySet()) {
          HttpRequest request =
              to(scene.url("secure", "/echo"))
                  .method(method, body.getValue())
                  .header("Content-Type", "text/plain")
                  .build();
          saw(scene, method + body.getKey(), client.send(request, BodyHandlers.ofString()));
        }
      }
    }
  }

  /** A body that waits until the server wants it. */
  static void expecting(Scene scene) throws Exception {
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    for (Map.Entry<String, BodyPublisher> body : bodies().entrySet()) {
      HttpRequest request =
          to(scene.url("patient", "/echo")).expectContinue(true).POST(body.getValue()).build();
      saw(scene, body.getKey(), client.send(request, BodyHandlers.ofString()));
    }
  }

  private static Map<String, BodyPublisher> bodies() {
    byte[] bytes = "some text".getBytes(StandardCharsets.US_ASCII);
    Map<String, BodyPublisher> bodies = new LinkedHashMap<>();
    bodies.put("text", BodyPublishers.ofString("some text"));
    bodies.put("bytes", BodyPublishers.ofByteArrays(List.of(bytes, bytes)));
    bodies.put("stream", BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes)));
    bodies.put(
        "fixed",
        BodyPublishers.fromPublisher(
            BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes)), bytes.length));
    return bodies;
  }

  static void gzip(Scene scene) throws Exception {
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest plain = to(scene.url("api", "/gzip")).build();
    saw(scene, "not asked for", client.send(plain, BodyHandlers.ofString()));
    HttpRequest asking = to(scene.url("api", "/gzip")).header("Accept-Encoding", "gzip").build();
    HttpResponse<byte[]> zipped = client.send(asking, BodyHandlers.ofByteArray());
    scene.saw("bytes", zipped.body().length);
    scene.sawHeaders("answer", zipped.headers().map());
  }

  static void cookies(Scene scene) throws Exception {
    HttpClient client =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.ALWAYS)
            .cookieHandler(new Cookies(scene))
            .build();
    for (String place : List.of("api", "secure")) {
      for (String path : List.of("/cookie", "/redirect-to-foreign", "/status-404")) {
        HttpRequest request = to(scene.url(place, path)).header("X-Mine", "mine").build();
        saw(scene, path, client.send(request, BodyHandlers.ofString()));
      }
    }
  }

  /** The application's own authenticator where a token is refused and nothing is sent again. */
  static void authenticator(Scene scene) throws Exception {
    HttpClient client = HttpClient.newBuilder().authenticator(new Asked(scene)).build();
    HttpRequest request =
        to(scene.url("unheeded", "/basic-only")).POST(BodyPublishers.ofString("text")).build();
    saw(scene, "authenticated", client.send(request, BodyHandlers.ofString()));
    HttpRequest bearer = to(scene.url("unheeded", "/refuse")).build();
    scene.saw("bearer", () -> client.send(bearer, BodyHandlers.ofString()).statusCode());
  }

  /** Connections that can be used again, and some that cannot. */
  static void connections(Scene scene) throws Exception {
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    for (String path : List.of("/text", "/text", "/status-404", "/text", "/no-length", "/text")) {
      HttpRequest request = to(scene.url("kept", path)).build();
      saw(scene, path, client.send(request, BodyHandlers.ofString()));
    }
    HttpRequest post =
        to(scene.url("kept", "/echo")).POST(BodyPublishers.ofString("some text")).build();
    saw(scene, "post", client.send(post, BodyHandlers.ofString()));
    saw(scene, "post", client.send(post, BodyHandlers.ofString()));
  }

  /** Says what it is asked and given. */
  private static final class Cookies extends CookieHandler {
    private final Scene scene;

    Cookies(Scene scene) {
      this.scene = scene;
    }

    @Override
    public Map<String, List<String>> get(URI uri, Map<String, List<String>> requestHeaders)
        throws IOException {
      scene.sawHeaders("cookies for " + uri, requestHeaders);
      return Map.of("Cookie", List.of("kept=1"));
    }

    @Override
    public void put(URI uri, Map<String, List<String>> responseHeaders) {
      scene.sawHeaders("cookies from " + uri, responseHeaders);
    }
  }

  private static final class Asked extends Authenticator {
    private final Scene scene;

    Asked(Scene scene) {
      this.scene = scene;
    }

    @Override
    protected PasswordAuthentication getPasswordAuthentication() {
      scene.saw("asked for", getRequestingURL() + " " + getRequestingHost());
      scene.saw("asked by", getRequestingProtocol() + " " + getRequestingScheme());
      scene.saw("asked what", getRequestorType() + " " + getRequestingPrompt());
      return new PasswordAuthentication("own", "own".toCharArray());
    }
  }
}
