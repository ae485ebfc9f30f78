package io.oauthcc.time;

import java.time.Duration;

/**
 * The agent's own threads. Neither method waits or throws, so that both may be called from an
 * application's thread; no thread is started by the caller's.
 */
public interface Scheduler {

  /** Runs {@code task} soon. It may take long: it does not hold up other tasks. */
  void execute(Runnable task);

  /**
   * Runs {@code task} once, {@code delay} from now, however busy the other tasks are.
   *
   * @return what takes it back; a caller that never wants to may forget it
   */
  Timer schedule(Runnable task, Duration delay);

  /** A task that waits for its time. */
  interface Timer {

    /**
     * Forgets the task and all that it holds, if its time has not come. One whose time has come may
     * still run. Never waits; from any thread, any number of times.
     */
    void cancel();
  }
}
