package io.oauthcc.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CallWaitTest {

  private static final Duration LIMIT = Duration.ofSeconds(15);

  private long nanos = Long.MAX_VALUE - Duration.ofSeconds(8).toNanos();
  private final CallWait wait = new CallWait(() -> nanos);

  private void pass(long seconds) {
    nanos += Duration.ofSeconds(seconds).toNanos();
  }

  @Test
  void all_waits_of_a_call_together_come_to_the_limit() {
    wait.begin();
    pass(10);
    assertThat(wait.isOver(LIMIT)).isFalse();
    wait.end();
    pass(60);
    wait.begin();
    pass(4);
    assertThat(wait.isOver(LIMIT)).isFalse();
    pass(1);
    assertThat(wait.isOver(LIMIT)).isTrue();
  }

  @Test
  void a_call_that_waited_to_the_limit_waits_no_more() {
    wait.begin();
    pass(15);
    wait.end();
    wait.begin();

    assertThat(wait.isOver(LIMIT)).isTrue();
  }

  @Test
  void is_given_up_only_while_it_lasts() {
    wait.giveUp();
    wait.expect();
    assertThat(wait.isGivenUp()).isFalse();
    wait.giveUp();
    wait.begin();
    wait.end();
    assertThat(wait.isGivenUp()).isTrue();
    wait.expect();
    assertThat(wait.isGivenUp()).isFalse();
  }
}
