package io.oauthcc.benchmarks;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/** The program that makes one request: weaving, and the token if the host is a configured one. */
public final class OneCall {

  private OneCall() {}

  /**
   * Makes the request.
   *
   * @param arguments the address
   */
  @SuppressWarnings("SystemOut")
  public static void main(String[] arguments) throws IOException {
    HttpURLConnection call = (HttpURLConnection) URI.create(arguments[0]).toURL().openConnection();
    System.out.println(call.getResponseCode());
  }
}
