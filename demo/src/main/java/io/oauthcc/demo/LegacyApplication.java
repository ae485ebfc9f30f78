package io.oauthcc.demo;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * The program that nobody can change: it calls an API with three HTTP clients, then another host.
 * It knows nothing of OAuth.
 */
public final class LegacyApplication {

  private LegacyApplication() {}

  /**
   * Prints what each call was answered.
   *
   * @param arguments the API's address, the other host's address
   */
  @SuppressWarnings("SystemOut")
  public static void main(String[] arguments) throws Exception {
    URI api = URI.create(arguments[0]);
    URI elsewhere = URI.create(arguments[1]);
    System.out.println("HttpURLConnection=" + withHttpUrlConnection(api));
    System.out.println("java.net.http=" + withHttpClient(api));
    System.out.println("OkHttp=" + withOkHttp(api));
    System.out.println("another host=" + withHttpUrlConnection(elsewhere));
  }

  private static int withHttpUrlConnection(URI address) throws IOException {
    return ((HttpURLConnection) address.toURL().openConnection()).getResponseCode();
  }

  private static int withHttpClient(URI address) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(address).build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode();
  }

  private static int withOkHttp(URI address) throws IOException {
    Request request = new Request.Builder().url(address.toString()).build();
    try (Response response = new OkHttpClient().newCall(request).execute()) {
      return response.code();
    }
  }
}
