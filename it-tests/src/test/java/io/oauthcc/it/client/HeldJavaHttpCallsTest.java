package io.oauthcc.it.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A call of java.net.http.HttpClient that waits for its token")
@ParameterizedClass(name = "{0}")
@MethodSource("subjects")
final class HeldJavaHttpCallsTest extends HeldCalls {

  static Stream<Subject> subjects() {
    return Subject.javaHttpClient()
        .map(subject -> subject.drivenBy("io.oauthcc.it.driver.PendingJavaHttpCalls"));
  }

  @ParameterizedTest(name = "{0} executor, {2} hop, HTTP/{1}")
  @CsvSource({
    "direct, 1.1, first",
    "direct, 1.1, second",
    "direct, 2, first",
    "direct, 2, second",
    "single, 1.1, first",
    "single, 1.1, second",
    "single, 2, first",
    "single, 2, second",
    "default, 1.1, first",
    "default, 2, first"
  })
  @DisplayName("is sent at once, and other calls of the client go on")
  void keepsNobodyElse(String executor, String version, String hop) {
    boolean tls = version.equals("2");
    Held held = stage().withAgent(tls);
    String[] how = {"async", "true", "executor", executor, "version", version};

    held.startAt("a", hop.equals("first") ? held.url("/a") : held.redirect("/a"), how).awaitHeld();

    held.startAt("foreign", stage().foreignUrl(), how);
    assertThat(held.result("foreign")).isEqualTo("200");
    held.startAt("warm", stage().warmUrl(tls), how);
    assertThat(held.result("warm")).isEqualTo("200");
    assertThat(held.release().result("a")).isEqualTo("200");
    assertThat(held.tokenRequests()).isEqualTo(1);
  }

  @ParameterizedTest(name = "{1} hop, HTTP/{0}")
  @CsvSource({"1.1, first", "1.1, second", "2, first", "2, second"})
  @DisplayName("ends when its future is cancelled, and another one gets the token")
  void endsWhenCancelled(String version, String hop) {
    assertThat(
            same(
                version.equals("2"),
                held -> {
                  String path = afterGivingUp();
                  String[] how = {"async", "true", "version", version};
                  String url = hop.equals("first") ? held.url(path) : held.redirect(path);
                  held.startAt("a", url, how).awaitHeld().start("b", "/b", how);
                  String ended = held.giveUp("a").result("a");
                  return kind(ended) + "; " + held.release().result("b");
                }))
        .isEqualTo("java.util.concurrent.CancellationException; 200");
  }

  @Test
  @DisplayName("ends when its thread is interrupted, and another one gets the token")
  void endsWhenInterrupted() {
    assertThat(
            same(
                false,
                held -> {
                  held.start("a", afterGivingUp()).awaitHeld();
                  held.start("b", "/b", "async", "true");
                  String ended = held.interrupt("a").resultAndInterrupt("a");
                  return ended + "; " + held.release().result("b");
                }))
        .matches("java.lang.InterruptedException.*, interrupted: false; 200");
  }

  /** Where a call goes that was given up: on 11 the client itself goes on with it. */
  private String afterGivingUp() {
    return jdk() >= 17 ? HeldStage.GIVEN_UP : "/a";
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"async", "sync"})
  @DisplayName("ends when its time is over, and another one gets the token")
  void endsWhenItsTimeIsOver(String how) {
    assertThat(
            same(
                false,
                held -> {
                  held.start("b", "/b", "async", "true").awaitHeld();
                  held.start("a", HeldStage.GIVEN_UP, how, "true", "timeout", "500");
                  String ended = held.result("a");
                  return kind(ended) + "; " + held.release().result("b");
                }))
        .isEqualTo("java.net.http.HttpTimeoutException; 200");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"async", "sync"})
  @DisplayName("ends when its client is shut down at once, and another one gets the token")
  void endsWithItsClient(String how) {
    assumeTrue(jdk() >= 21);
    assertThat(
            same(
                false,
                held -> {
                  held.start("a", HeldStage.GIVEN_UP, how, "true").awaitHeld();
                  held.startAt("b", held.url("/b"), "client", held.id() + "-b", "async", "true");
                  String ended = held.end("shutdownNow").result("a");
                  return kind(ended) + "; " + held.release().result("b");
                }))
        .isEqualTo("java.io.IOException; 200");
  }

  @Test
  @DisplayName("is still made when its client is shut down or closed, which waits for it")
  void goesOnInAClientThatIsClosed() {
    assumeTrue(jdk() >= 21);
    Function<Held, String> closed =
        held -> {
          held.start("a", "/a", "async", "true").awaitHeld();
          held.startAt("closing", held.url("/b"), "closing", "true");
          held.release();
          return held.result("a") + "; " + held.result("closing");
        };
    assertThat(same(false, closed)).isEqualTo("200; closed");
    Function<Held, String> shutDown =
        held -> {
          held.start("a", "/a", "async", "true").awaitHeld().end("shutdown");
          return held.release().result("a");
        };
    assertThat(same(false, shutDown)).isEqualTo("200");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"async", "sync"})
  @DisplayName("ends, and is not made, where its executor takes nothing any more")
  void endsWithoutItsExecutor(String how) {
    Held held = stage().withAgent(false);
    held.start("a", HeldStage.GIVEN_UP, how, "true", "executor", "single").awaitHeld();

    held.end("executor").release();

    assertThat(held.result("a")).contains("Exception").contains("rejected from");
  }

  @ParameterizedTest(name = "{0} executor")
  @ValueSource(strings = {"single", "default"})
  @DisplayName("goes on where the application's code would run without the agent")
  void runsApplicationCodeWhereItBelongs(String executor) {
    String[] how = {"async", "true", "executor", executor, "cookies", "true"};
    assertThat(
            same(
                false,
                held -> {
                  held.start("a", "/a", how).awaitHeld();
                  return held.release().result("a")
                      + " on "
                      + HeldStage.ranOn(held).replaceAll("\\d+", "N");
                }))
        .startsWith("200 on ")
        .endsWith("with its own loader");
  }

  @Test
  @DisplayName("lends the application a thread with its own class loader if the executor has none")
  void lendsAThread() {
    Held held = stage().withAgent(false);
    held.start("a", "/a", "async", "true", "executor", "direct", "cookies", "true").awaitHeld();

    assertThat(held.release().result("a")).isEqualTo("200");
    assertThat(HeldStage.ranOn(held)).endsWith("with its own loader");
  }
}
