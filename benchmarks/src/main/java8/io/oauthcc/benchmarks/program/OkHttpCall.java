package io.oauthcc.benchmarks.program;

import java.io.IOException;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** One request by OkHttp. */
public final class OkHttpCall {

  private OkHttpCall() {}

  /**
   * Makes the request.
   *
   * @param arguments the address
   * @throws IOException if the answer is anything but a success
   */
  public static void main(String[] arguments) throws IOException {
    Request request = new Request.Builder().url(arguments[0]).build();
    try (Response response = new OkHttpClient().newCall(request).execute()) {
      if (!response.isSuccessful()) {
        throw new IOException(response.toString());
      }
    }
  }
}
