package io.oauthcc.it.driver;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** {@code java.net.http.HttpClient}, with threads of the application's own. */
public final class VisitedJavaHttpClient implements VisitedClient {
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpClient client = HttpClient.newBuilder().executor(threads).build();

  /** For {@link Visit}, by name. */
  public VisitedJavaHttpClient() {}

  @Override
  public int get(String url) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
    return client.send(request, BodyHandlers.discarding()).statusCode();
  }

  @Override
  public void close() {
    threads.shutdown();
  }
}
