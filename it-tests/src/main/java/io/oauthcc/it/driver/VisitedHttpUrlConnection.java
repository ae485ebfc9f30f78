package io.oauthcc.it.driver;

import java.net.HttpURLConnection;
import java.net.URL;

/** {@code java.net.HttpURLConnection}. */
public final class VisitedHttpUrlConnection implements VisitedClient {

  /** For {@link Visit}, by name. */
  public VisitedHttpUrlConnection() {}

  // URL(String) is deprecated on 20; this is what a legacy application calls.
  @SuppressWarnings("deprecation")
  @Override
  public int get(String url) throws Exception {
    HttpURLConnection connection = (HttpURLConnection) new URL(url).openConnection();
    int status = connection.getResponseCode();
    connection.disconnect();
    return status;
  }

  @Override
  public void close() {}
}
