package io.oauthcc.it.driver;

import java.net.Authenticator;
import java.net.PasswordAuthentication;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What an application sees of the answers before the last. Each place is called once. */
final class JavaHttpClientRefusals {

  private JavaHttpClientRefusals() {}

  static void refusals(Scene scene) throws Exception {
    for (String over : new String[] {"-plain", "-secure"}) {
      call(scene, "replayed" + over, "/a", false);
      call(scene, "enqueued" + over, "/a", true);
      call(scene, "behind" + over, "/basic-only", false);
      call(scene, "behind-enqueued" + over, "/basic-only", true);
      call(scene, "before" + over, "/redirect?status=302&to=basic-only", false);
      call(scene, "after" + over, "/steps-2", false);
    }
  }

  static void insistence(Scene scene) throws Exception {
    for (String over : new String[] {"-plain", "-secure"}) {
      call(scene, "replaced" + over, "/basic-only", false);
      call(scene, "replaced-replayed" + over, "/a", true);
    }
  }

  private static void call(Scene scene, String place, String path, boolean async) throws Exception {
    HttpClient client =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.ALWAYS)
            .authenticator(
                new Authenticator() {
                  @Override
                  protected PasswordAuthentication getPasswordAuthentication() {
                    scene.saw("asked for a password", getRequestingPrompt());
                    return new PasswordAuthentication("own", "own".toCharArray());
                  }
                })
            .build();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
            URI.create(scene.url(place, path.replace("to=", "to=" + scene.url(place, "/")))));
    HttpResponse<String> response =
        async
            ? client
                .sendAsync(
                    request.POST(BodyPublishers.ofString("some text")).build(),
                    BodyHandlers.ofString())
                .get(60, TimeUnit.SECONDS)
            : client.send(request.build(), BodyHandlers.ofString());
    StringBuilder chain = new StringBuilder();
    for (HttpResponse<?> each = response; each != null; each = before(each)) {
      chain.append(each == response ? "" : " ").append(each.statusCode());
    }
    scene.saw(place, chain);
  }

  private static @Nullable HttpResponse<?> before(HttpResponse<?> response) {
    return response.previousResponse().orElse(null);
  }
}
