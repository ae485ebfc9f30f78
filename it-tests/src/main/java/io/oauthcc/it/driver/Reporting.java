package io.oauthcc.it.driver;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.CookieHandler;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Tells another server of each answer, in the middle of the call, with a body that is streamed. */
final class Reporting extends CookieHandler {
  private final String url;
  private boolean isReporting;

  Reporting(String url) {
    this.url = url;
  }

  @Override
  public Map<String, List<String>> get(URI uri, Map<String, List<String>> headers) {
    return Collections.emptyMap();
  }

  @Override
  public synchronized void put(URI uri, Map<String, List<String>> headers) throws IOException {
    if (isReporting) {
      return;
    }
    isReporting = true;
    try {
      report();
    } finally {
      isReporting = false;
    }
  }

  /** One call that is made on this thread. */
  void report() throws IOException {
    HttpURLConnection connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
    connection.setDoOutput(true);
    connection.setFixedLengthStreamingMode(8);
    try (OutputStream out = connection.getOutputStream()) {
      out.write(new byte[8]);
    }
    // Java 8 would take a connection that is left unread for another call while it closes it.
    try (InputStream in = connection.getInputStream()) {
      while (in.read() >= 0) {
        // On to the end.
      }
    }
  }
}
