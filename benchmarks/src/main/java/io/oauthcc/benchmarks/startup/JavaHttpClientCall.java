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
   * Makes the request, and closes the client where it can be closed: a JVM that ends while the
   * client's thread waits for its sockets waits up to 300 ms for that thread, or does not.
   *
   * @param arguments the address
   * @throws IOException if the answer is anything but a success
   */
  public static void main(String[] arguments) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(arguments[0])).build();
    HttpClient client = HttpClient.newHttpClient();
    HttpResponse<Void> response = client.send(request, HttpResponse.BodyHandlers.discarding());
    if (response.statusCode() != 200) {
      throw new IOException(response.toString());
    }
    // From Java 21 on.
    if (client instanceof AutoCloseable closeable) {
      closeable.close();
    }
  }
}
