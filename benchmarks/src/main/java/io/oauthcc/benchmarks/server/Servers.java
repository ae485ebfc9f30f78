package io.oauthcc.benchmarks.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * The program of both servers. Prints their ports, then for each line that it reads the counts so
 * far; ends with its input, so that it never outlives the benchmark.
 */
public final class Servers {

  private Servers() {}

  /**
   * Serves.
   *
   * @param arguments the token, its lifetime in seconds, what the token endpoint takes in
   *     milliseconds
   */
  @SuppressWarnings("SystemOut")
  public static void main(String[] arguments) throws IOException {
    String token = arguments[0];
    ApiServer api = new ApiServer(token);
    TokenServer tokens =
        new TokenServer(token, Long.parseLong(arguments[1]), Long.parseLong(arguments[2]));
    Thread thread = new Thread(api, "api");
    thread.setDaemon(true);
    thread.start();
    System.out.println(api.port() + " " + tokens.port());
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    while (in.readLine() != null) {
      System.out.println(api.authorized() + " " + api.bare() + " " + tokens.requests());
    }
    System.exit(0);
  }
}
