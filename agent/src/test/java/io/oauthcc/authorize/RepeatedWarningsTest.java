package io.oauthcc.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import io.oauthcc.log.RecordingLog;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

class RepeatedWarningsTest {

  private final RecordingLog log = new RecordingLog();

  /** As an executor whose thread waits for a reader of standard error for ever. */
  private static final Executor NEVER =
      task -> {
        // It does not come to the task.
      };

  private static final Executor NO_THREAD =
      task -> {
        throw new OutOfMemoryError("unable to create native thread");
      };

  @Test
  void the_line_is_out_before_the_call_goes_on() {
    RepeatedWarnings warnings = new RepeatedWarnings(task -> new Thread(task).start(), log);

    warnings.warnInTime("late");
    warnings.warnInTime("late");

    assertThat(log.lines()).containsExactly("WARN late");
  }

  @Test
  void a_log_that_takes_no_line_holds_up_no_call() {
    new RepeatedWarnings(NEVER, log).warnInTime("late");

    assertThat(log.lines()).isEmpty();
  }

  @Test
  void where_there_is_no_thread_the_call_goes_on() {
    new RepeatedWarnings(NO_THREAD, log).warnInTime("late");

    assertThat(log.lines()).isEmpty();
  }

  @Test
  void an_interrupt_stays_and_ends_the_wait() {
    Thread.currentThread().interrupt();

    new RepeatedWarnings(NEVER, log).warnInTime("late");

    assertThat(Thread.interrupted()).isTrue();
  }
}
