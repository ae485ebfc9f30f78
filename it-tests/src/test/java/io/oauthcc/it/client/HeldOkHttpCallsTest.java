package io.oauthcc.it.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.oauthcc.it.driver.PendingOkHttpCalls;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A call of OkHttp that waits for its token")
@ParameterizedClass(name = "{0}")
@MethodSource("subjects")
final class HeldOkHttpCallsTest extends HeldCalls {

  static Stream<Subject> subjects() {
    return Stream.of("3.9.1", "3.14.9", "4.12.0", "5.5.1")
        .flatMap(Subject::okHttp)
        .filter(subject -> Set.of(8, 17, 26).contains(subject.jdk().feature()))
        .map(subject -> subject.drivenBy(PendingOkHttpCalls.class.getName()));
  }

  @Test
  @DisplayName("is enqueued at once, and other calls of the client go on")
  void givesControlBack() {
    Held held = stage().withAgent(false);

    held.start("a", "/a", "async", "true").awaitHeld();

    held.startAt("foreign", stage().foreignUrl(), "async", "true");
    assertThat(held.result("foreign")).isEqualTo("200");
    held.startAt("warm", stage().warmUrl(false), "async", "true");
    assertThat(held.result("warm")).isEqualTo("200");
    assertThat(held.release().result("a")).isEqualTo("200");
    assertThat(held.tokenRequests()).isEqualTo(1);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"enqueued", "executed", "enqueued after a redirect"})
  @DisplayName("ends when it is canceled, and another one gets the token")
  void endsWhenCanceled(String how) {
    assertThat(
            same(
                false,
                held -> {
                  String url =
                      how.endsWith("redirect")
                          ? held.redirect(HeldStage.GIVEN_UP)
                          : held.url(HeldStage.GIVEN_UP);
                  String async = how.startsWith("enqueued") ? "async" : "sync";
                  held.startAt("a", url, async, "true").awaitHeld();
                  held.start("b", "/b", "async", "true");
                  String ended = held.giveUp("a").result("a");
                  return canceled(ended) + "; " + held.release().result("b");
                }))
        .isEqualTo("java.io.IOException: Canceled; 200");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"async", "sync"})
  @DisplayName("ends when its time is over, and another one gets the token")
  void endsWhenItsTimeIsOver(String how) {
    assumeFalse(subject().client().equals("OkHttp 3.9.1"));
    assertThat(
            same(
                false,
                held -> {
                  held.startAt("b", held.url("/b"), "client", held.id() + "-b", how, "true");
                  held.awaitHeld();
                  held.start("a", HeldStage.GIVEN_UP, how, "true", "timeout", "500");
                  String ended = held.result("a");
                  return ended + "; " + held.release().result("b");
                }))
        .isEqualTo("java.io.InterruptedIOException: timeout; 200");
  }

  @Test
  @DisplayName("ends with its client, and another one gets the token")
  void endsWithItsClient() {
    assertThat(
            same(
                false,
                held -> {
                  held.start("a", HeldStage.GIVEN_UP, "async", "true").awaitHeld();
                  held.startAt("b", held.url("/b"), "client", held.id() + "-b", "async", "true");
                  String ended = held.end("shutdown").result("a");
                  return canceled(ended) + "; " + held.release().result("b");
                }))
        .isEqualTo("java.io.IOException: Canceled; 200");
  }

  @Test
  @DisplayName("ends when its threads are interrupted, and another one gets the token")
  void endsWithItsThreads() {
    Held held = stage().withAgent(false);
    held.start("a", HeldStage.GIVEN_UP, "async", "true").awaitHeld();
    held.startAt("b", held.url("/b"), "client", held.id() + "-b", "async", "true");

    assertThat(kind(held.end("shutdownNow").result("a")))
        .isEqualTo("java.io.InterruptedIOException");

    assertThat(held.release().result("b")).isEqualTo("200");
    assertThat(held.tokenRequests()).isEqualTo(1);
  }

  @Test
  @DisplayName("ends with an interrupt from before, as okio does")
  void endsInAnInterruptedThread() {
    assertThat(
            same(
                false,
                held -> {
                  held.start("b", "/b").awaitHeld();
                  held.start("a", HeldStage.GIVEN_UP, "stale", "true");
                  // OkHttp 5 lets the undeclared one out.
                  String ended =
                      kind(held.result("a")).replace("lang.Interrupted", "io.InterruptedIO");
                  return ended + "; " + held.release().result("b");
                }))
        .isEqualTo("java.io.InterruptedIOException; 200");
  }

  /** Where a call is canceled that reads its answer already, its socket may be the first to say. */
  private static String canceled(String ended) {
    return ended.replaceFirst("^java.net.SocketException: .*", "java.io.IOException: Canceled");
  }
}
