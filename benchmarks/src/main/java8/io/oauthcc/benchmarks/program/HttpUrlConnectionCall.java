package io.oauthcc.benchmarks.program;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URL;

/** One request by {@code HttpURLConnection}. */
public final class HttpUrlConnectionCall {

  private HttpUrlConnectionCall() {}

  /**
   * Makes the request.
   *
   * @param arguments the address
   * @throws IOException if the answer is anything but a success
   */
  public static void main(String[] arguments) throws IOException {
    HttpURLConnection call = (HttpURLConnection) new URL(arguments[0]).openConnection();
    call.getInputStream().close();
  }
}
