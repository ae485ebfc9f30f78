package app;

import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

public final class Main {
  public static void main(String[] args) throws Exception {
    URI uri = URI.create(args[0]);
    System.out.println(Main.class.getModule() + ", " + OkHttpClient.class.getModule());
    System.out.println(((HttpURLConnection) uri.toURL().openConnection()).getResponseCode());
    System.out.println(
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding())
            .statusCode());
    Request request = new Request.Builder().url(args[0]).build();
    try (Response response = new OkHttpClient().newCall(request).execute()) {
      System.out.println(response.code());
    }
  }
}
