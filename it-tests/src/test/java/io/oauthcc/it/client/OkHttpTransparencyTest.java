package io.oauthcc.it.client;

import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("OkHttp is the same with the agent:")
@ParameterizedClass(name = "{0}")
@MethodSource("subjects")
final class OkHttpTransparencyTest extends Transparency {
  private static final String CALLS = "OkHttpScenes";
  private static final String CACHES = "OkHttpCaches";
  private static final String STREAMS = "OkHttpStreams";
  private static final String FAILURES = "OkHttpFailures";

  static Stream<Subject> subjects() {
    return Stream.concat(
        Stream.of("3.9.1", "3.14.9", "4.12.0", "5.5.1").flatMap(Subject::okHttp),
        Subject.relocatedOkHttp());
  }

  @Test
  @DisplayName("the headers that interceptors, listeners, requests and answers show")
  void headers() {
    same(CALLS, "headers");
  }

  @Test
  @DisplayName("an Authorization of the application's own")
  void own() {
    same(CALLS, "own");
  }

  @Test
  @DisplayName("redirects, and what came before the last answer")
  void redirects() {
    same(CALLS, "redirects");
  }

  @Test
  @DisplayName("every method, and every kind of body")
  void methods() {
    same(CALLS, "methods");
  }

  @Test
  @DisplayName("a body that waits for 100 Continue")
  void expecting() {
    same(CALLS, "expecting");
  }

  @Test
  @DisplayName("what the CookieJar is asked and given")
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
  @DisplayName("what the cache keeps on disk, and what comes out of it")
  void cache() {
    same(CACHES, "cache");
  }

  @Test
  @DisplayName("answers that the server pushes")
  void push() {
    same(STREAMS, "push");
  }

  @Test
  @DisplayName("many calls at once")
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
  @DisplayName("connect, read and call timeouts")
  void timeouts() {
    same(FAILURES, "timeouts");
  }

  @Test
  @DisplayName("what the client forbids")
  void misuse() {
    same(FAILURES, "misuse");
  }
}
