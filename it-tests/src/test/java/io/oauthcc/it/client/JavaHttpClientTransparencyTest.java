package io.oauthcc.it.client;

import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("java.net.http.HttpClient is the same with the agent:")
@ParameterizedClass(name = "{0}")
@MethodSource("subjects")
final class JavaHttpClientTransparencyTest extends Transparency {
  private static final String CALLS = "JavaHttpClientScenes";
  private static final String STREAMS = "JavaHttpClientStreams";
  private static final String FAILURES = "JavaHttpClientFailures";

  static Stream<Subject> subjects() {
    return Subject.javaHttpClient();
  }

  @Test
  @DisplayName("the headers of request and answer")
  void headers() {
    same(CALLS, "headers");
  }

  @Test
  @DisplayName("an Authorization of the application's own")
  void own() {
    same(CALLS, "own");
  }

  @Test
  @DisplayName("redirects by every policy, and what came before the last answer")
  void redirects() {
    same(CALLS, "redirects");
  }

  @Test
  @DisplayName("every method, and every way to send a body")
  void methods() {
    same(CALLS, "methods");
  }

  @Test
  @DisplayName("a body that waits for 100 Continue")
  void expecting() {
    same(CALLS, "expecting");
  }

  @Test
  @DisplayName("no gzip but what is asked for")
  void gzip() {
    same(CALLS, "gzip");
  }

  @Test
  @DisplayName("what the CookieHandler is asked and given")
  void cookies() {
    same(CALLS, "cookies");
  }

  @Test
  @DisplayName("what the Authenticator is asked")
  void authenticator() {
    same(CALLS, "authenticator");
  }

  @Test
  @DisplayName("which connections are used again")
  void connections() {
    same(CALLS, "connections");
  }

  @Test
  @DisplayName("every way to take a body, and a body that is cancelled")
  void bodies() {
    same(STREAMS, "bodies");
  }

  @Test
  @DisplayName("answers that the server pushes")
  void push() {
    same(STREAMS, "push");
  }

  @Test
  @DisplayName("many calls on one HTTP/2 connection")
  void streams() {
    sameInAnyOrder(STREAMS, "streams");
  }

  @Test
  @DisplayName("the handshake of a WebSocket and what comes after it")
  void webSocket() {
    same(STREAMS, "webSocket");
  }

  @Test
  @DisplayName("each status as an answer")
  void statuses() {
    same(FAILURES, "statuses");
  }

  @Test
  @DisplayName("the exceptions for servers that cannot be reached, trusted or understood")
  void faults() {
    same(FAILURES, "faults");
  }

  @Test
  @DisplayName("connect and request timeouts")
  void timeouts() {
    same(FAILURES, "timeouts");
  }

  @Test
  @DisplayName("what the client forbids")
  void misuse() {
    same(FAILURES, "misuse");
  }
}
