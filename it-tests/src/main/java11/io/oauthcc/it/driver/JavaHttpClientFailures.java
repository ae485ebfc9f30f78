package io.oauthcc.it.driver;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** What an application sees of {@code java.net.http} where calls go wrong. */
final class JavaHttpClientFailures {
  private JavaHttpClientFailures() {}

  static void statuses(Scene scene) {
    HttpClient client = HttpClient.newHttpClient();
    for (int status : new int[] {400, 401, 403, 404, 418, 500, 503}) {
      String url = scene.url("unheeded", "/status-" + status);
      each(scene, "get", client, JavaHttpClientScenes.to(url).build());
      each(
          scene,
          "post",
          client,
          JavaHttpClientScenes.to(url)
              .POST(
                  BodyPublishers.ofInputStream(
                      () -> new ByteArrayInputStream("text".getBytes(StandardCharsets.US_ASCII))))
              .build());
    }
  }

  static void faults(Scene scene) {
    for (HttpClient.Version version :
        List.of(HttpClient.Version.HTTP_1_1, HttpClient.Version.HTTP_2)) {
      HttpClient client = HttpClient.newBuilder().version(version).build();
      for (String place : List.of("refusing", "nowhere", "untrusted")) {
        each(scene, place, client, JavaHttpClientScenes.to(scene.url(place, "/text")).build());
      }
      for (String path : List.of("/cut", "/hang-up", "/malformed", "/no-length")) {
        each(scene, path, client, JavaHttpClientScenes.to(scene.url("api", path)).build());
        each(
            scene,
            "post" + path,
            client,
            JavaHttpClientScenes.to(scene.url("api", path))
                .POST(BodyPublishers.ofString("some text"))
                .build());
      }
    }
  }

  private static void each(Scene scene, String what, HttpClient client, HttpRequest request) {
    scene.saw(what, () -> told(scene, client.send(request, BodyHandlers.ofString())));
    scene.saw(
        what + " asynchronously",
        () ->
            told(
                scene,
                client.sendAsync(request, BodyHandlers.ofString()).get(60, TimeUnit.SECONDS)));
  }

  private static String told(Scene scene, HttpResponse<String> response) {
    JavaHttpClientScenes.saw(scene, "response", response);
    return "no failure";
  }

  static void timeouts(Scene scene) throws Exception {
    HttpClient patient = HttpClient.newHttpClient();
    for (String place : List.of("api", "secure")) {
      HttpClient.Version version =
          place.equals("api") ? HttpClient.Version.HTTP_1_1 : HttpClient.Version.HTTP_2;
      HttpRequest first =
          JavaHttpClientScenes.to(scene.url(place, "/text")).version(version).build();
      JavaHttpClientScenes.saw(scene, place, patient.send(first, BodyHandlers.ofString()));
      HttpRequest silent =
          JavaHttpClientScenes.to(scene.url(place, "/silent"))
              .version(version)
              .timeout(Duration.ofMillis(500))
              .build();
      timedOut(scene, "request " + place, patient, silent);
    }
    HttpClient hasty = HttpClient.newBuilder().connectTimeout(Duration.ofMillis(300)).build();
    HttpRequest full = JavaHttpClientScenes.to(scene.url("full", "/text")).build();
    timedOut(scene, "connect", hasty, full);
    HttpRequest hastier =
        JavaHttpClientScenes.to(scene.url("full", "/text")).timeout(Duration.ofMillis(100)).build();
    timedOut(scene, "connect or request", hasty, hastier);
  }

  /** Without causes, in which the client says how far it was when the time was up. */
  private static void timedOut(Scene scene, String what, HttpClient client, HttpRequest request)
      throws Exception {
    try {
      scene.saw(what, client.send(request, BodyHandlers.discarding()));
    } catch (IOException e) {
      scene.saw(what, e);
    }
    try {
      scene.saw(
          what, client.sendAsync(request, BodyHandlers.discarding()).get(60, TimeUnit.SECONDS));
    } catch (ExecutionException e) {
      scene.saw(what + " asynchronously", e.getCause());
    }
  }

  /** What the client forbids, in its words. */
  static void misuse(Scene scene) {
    scene.saw("uri", () -> JavaHttpClientScenes.to("ftp://localhost/a").build());
    scene.saw(
        "header", () -> JavaHttpClientScenes.to("http://localhost").header("Host", "a").build());
    HttpClient client = HttpClient.newHttpClient();
    scene.saw(
        "handler",
        () ->
            client.send(
                JavaHttpClientScenes.to(scene.url("api", "/text")).build(),
                info -> {
                  throw new IllegalStateException("no");
                }));
    scene.saw("client", client.version() + " " + client.followRedirects());
    scene.saw("cookies", client.cookieHandler() + " " + client.connectTimeout());
  }
}
