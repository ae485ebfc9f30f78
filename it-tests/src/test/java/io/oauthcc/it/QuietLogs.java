package io.oauthcc.it;

import java.util.logging.Level;
import java.util.logging.Logger;
import okhttp3.mockwebserver.MockWebServer;

/**
 * Keeps the servers of this JVM from printing a line per request, and one for each connection that
 * a test broke.
 */
public final class QuietLogs {
  // The log manager holds loggers weakly: without this reference the level would be forgotten.
  private static final Logger MOCK_WEB_SERVER = Logger.getLogger(MockWebServer.class.getName());

  private QuietLogs() {}

  public static void ofMockWebServer() {
    MOCK_WEB_SERVER.setLevel(Level.SEVERE);
  }
}
