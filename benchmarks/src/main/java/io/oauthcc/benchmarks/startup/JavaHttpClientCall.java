package io.oauthcc.benchmarks.startup;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** One request by {@code java.net.http}. */
public final class JavaHttpClientCall {

  private JavaHttpClientCall() {}

  /**
   * Makes the request.
   *
   * @param arguments the address
   * @throws IOException if the answer is anything but a success
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(arguments[0])).build();
    HttpResponse<Void> response =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding());
    if (response.statusCode() != 200) {
      throw new IOException(response.toString());
    }
  }
}
