package io.oauthcc.it.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.oauthcc.it.driver.PendingHttpUrlConnections;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A call of HttpURLConnection that waits for its token")
@ParameterizedClass(name = "{0}")
@MethodSource("subjects")
final class HeldHttpUrlConnectionsTest extends HeldCalls {

  static Stream<Subject> subjects() {
    return Subject.httpUrlConnection()
        .map(subject -> subject.drivenBy(PendingHttpUrlConnections.class.getName()));
  }

  @Test
  @DisplayName("is not ended by an interrupt from before, which stays")
  void worksInAnInterruptedThread() {
    assertThat(
            same(
                false,
                held ->
                    held.start("a", "/a", "stale", "true")
                        .awaitHeld()
                        .release()
                        .resultAndInterrupt("a")))
        .isEqualTo("200, interrupted: true");
  }

  @Test
  @DisplayName("is not ended by an interrupt meanwhile, which stays")
  void worksWhenInterrupted() {
    assertThat(
            same(
                false,
                held ->
                    held.start("a", "/a")
                        .awaitHeld()
                        .interrupt("a")
                        .release()
                        .resultAndInterrupt("a")))
        .isEqualTo("200, interrupted: true");
  }

  @Test
  @DisplayName("is ended by an interrupt on a virtual thread, as the JDK's own sockets are")
  void endsWhenAVirtualThreadIsInterrupted() {
    assumeTrue(jdk() >= 21);
    assertThat(
            same(
                false,
                held -> {
                  held.start("b", "/b").awaitHeld();
                  held.start("a", HeldStage.GIVEN_UP, "virtual", "true").interrupt("a");
                  String ended = held.resultAndInterrupt("a");
                  return ended + "; " + held.release().result("b");
                }))
        .isEqualTo("java.net.SocketException: Closed by interrupt, interrupted: true; 200");
  }

  @Test
  @DisplayName("ends when it is disconnected, and another one gets the token")
  void endsWhenDisconnected() {
    // Without the agent the JDK may be too late with its SocketException, and fail in itself.
    Held held = stage().withAgent(false);
    held.start("a", HeldStage.GIVEN_UP).awaitHeld().start("b", "/b");

    assertThat(held.giveUp("a").result("a")).isEqualTo("java.net.SocketException: Socket closed");
    assertThat(held.release().result("b")).isEqualTo("200");
    assertThat(held.tokenRequests()).isEqualTo(1);
  }

  @Test
  @DisplayName("ends the same when the token comes just after it was disconnected")
  void endsWhenDisconnectedJustBeforeTheTokenComes() {
    Held held = stage().withAgent(false);

    held.start("a", HeldStage.GIVEN_UP).awaitHeld().giveUp("a").release();

    assertThat(held.result("a")).isEqualTo("java.net.SocketException: Socket closed");
  }
}
