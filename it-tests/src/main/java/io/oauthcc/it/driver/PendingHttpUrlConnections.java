package io.oauthcc.it.driver;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URL;

/** Calls of {@code java.net.HttpURLConnection}, given up by {@code disconnect()}. */
public final class PendingHttpUrlConnections extends PendingDriver {

  /** For {@link Driver}, by name. */
  public PendingHttpUrlConnections() {}

  // URL(String) is deprecated on 20; this is what a legacy application calls.
  @SuppressWarnings("deprecation")
  @Override
  Pending start(Line how) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) new URL(how.get("url")).openConnection();
    return onThread(
        how,
        () -> String.valueOf(connection.getResponseCode()),
        () -> {
          connection.disconnect();
          return true;
        });
  }

  @Override
  void endClient(String client, String how) {
    throw new UnsupportedOperationException("HttpURLConnection has no client");
  }
}
