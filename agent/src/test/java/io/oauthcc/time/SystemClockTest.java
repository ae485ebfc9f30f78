package io.oauthcc.time;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The machine's clocks:")
final class SystemClockTest {

  private static final long MILLISECOND = 1_000_000;

  private final Clock clock = Clock.system();

  @Test
  @DisplayName("what the second says is read again a millisecond later, and not before")
  void readsAgainAfterAMillisecond() throws InterruptedException {
    long first = clock.nanoTime() + MILLISECOND;
    long millis = clock.currentTimeMillis(first);
    while (clock.currentTimeMillis() < millis + 5) {
      Thread.onSpinWait();
    }
    assertThat(clock.currentTimeMillis(first + MILLISECOND - 1)).isEqualTo(millis);
    assertThat(clock.currentTimeMillis(first + MILLISECOND)).isGreaterThanOrEqualTo(millis + 5);
  }

  @Test
  @DisplayName("a thread that read the first before another did is not told what is older")
  void isNeverBehindWhatAnotherThreadRead() {
    long now = clock.nanoTime() + MILLISECOND;
    long millis = clock.currentTimeMillis(now);
    assertThat(clock.currentTimeMillis(now - 10 * MILLISECOND)).isEqualTo(millis);
  }
}
