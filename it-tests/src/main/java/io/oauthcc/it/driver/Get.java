package io.oauthcc.it.driver;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URL;

/** An application that makes one call and ends. */
public final class Get {
  private Get() {}

  /** Prints the status that the URL in the first argument answers. */
  // URL(String) is deprecated on 20; this is what a legacy application calls.
  @SuppressWarnings("deprecation")
  public static void main(String[] args) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) new URL(args[0]).openConnection();
    System.out.println(connection.getResponseCode());
  }
}
