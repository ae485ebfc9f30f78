package io.oauthcc.it.driver;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.Executor;

/** An application with a {@code java.net.http.HttpClient} that starts a thread for each task. */
public final class NewThreads {
  private NewThreads() {}

  /** Calls a URL twice and prints each status. */
  public static void main(String[] args) {
    Executor newThreads = task -> new Thread(task).start();
    HttpClient client = HttpClient.newBuilder().executor(newThreads).build();
    HttpRequest request = HttpRequest.newBuilder(URI.create(args[0])).build();
    for (int call = 0; call < 2; call++) {
      System.out.println(
          "status " + client.sendAsync(request, BodyHandlers.ofString()).join().statusCode());
    }
  }
}
