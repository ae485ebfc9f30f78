package io.oauthcc.it.client;

import io.oauthcc.it.ForkedJvm;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("HttpURLConnection is the same with the agent:")
@ParameterizedClass(name = "{0}")
@MethodSource("subjects")
final class HttpUrlConnectionTransparencyTest extends Transparency {
  private static final String CALLS = "HttpUrlConnectionScenes";
  private static final String HANDLERS = "HttpUrlConnectionOutsiders";
  private static final String FAILURES = "HttpUrlConnectionFailures";

  /**
   * Without a collection meanwhile: on Java 8 the finalizer of an answer that a scene left unread
   * gives its connection back to those that are kept alive, the finalizer of its socket closes it,
   * and a POST that is sent over it loses the request line of the hop that it is redirected to. An
   * agent's classes bring the collection forward, so that only one of the two runs would have it.
   */
  @Override
  ForkedJvm.Builder prepared(ForkedJvm.Builder jvm) {
    return jvm.with("-Xmx1g", "-Xmn800m", "-XX:MetaspaceSize=128m");
  }

  static Stream<Subject> subjects() {
    return Subject.httpUrlConnection();
  }

  @Test
  @DisplayName("the headers of request and answer, before the call, during it and after")
  void headers() {
    same(CALLS, "headers");
  }

  @Test
  @DisplayName("an Authorization of the application's own")
  void own() {
    same(CALLS, "own");
  }

  @Test
  @DisplayName("redirects that are followed, that are not, and that never end")
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
  @DisplayName("which connections are used again")
  void keepAlive() {
    same(CALLS, "keepAlive");
  }

  @Test
  @DisplayName("what TLS shows and asks")
  void tls() {
    same(CALLS, "tls");
  }

  @Test
  @DisplayName("what the Authenticator is asked")
  void authenticator() {
    same(CALLS, "authenticator");
  }

  @Test
  @DisplayName("a body that is read in part")
  void streams() {
    same(CALLS, "streams");
  }

  @Test
  @DisplayName("what the CookieHandler is asked and given")
  void cookies() {
    same(HANDLERS, "cookies");
  }

  @Test
  @DisplayName("what the ResponseCache is asked and given, and what comes out of it")
  void cache() {
    same(HANDLERS, "cache");
  }

  @Test
  @DisplayName("streams and exceptions for each status")
  void statuses() {
    same(FAILURES, "statuses");
  }

  @Test
  @DisplayName("redirects of bodies that are streamed")
  void streamedRedirects() {
    same(FAILURES, "streamedRedirects");
  }

  @Test
  @DisplayName("the exceptions for servers that cannot be reached, trusted or understood")
  void faults() {
    same(FAILURES, "faults");
  }

  @Test
  @DisplayName("connect and read timeouts")
  void timeouts() {
    same(FAILURES, "timeouts");
  }

  @Test
  @DisplayName("what the client forbids")
  void misuse() {
    same(FAILURES, "misuse");
  }
}
