package io.oauthcc.http;

import io.oauthcc.time.Scheduler;
import java.time.Duration;
import java.util.TimerTask;

/** Ends exchanges, on a thread of its own. They ask for nothing else. */
final class Deadlines implements Scheduler {

  private final java.util.Timer timer = new java.util.Timer("deadlines", true);

  @Override
  public Timer schedule(Runnable task, Duration delay) {
    TimerTask due =
        new TimerTask() {
          @Override
          public void run() {
            task.run();
          }
        };
    timer.schedule(due, delay.toMillis());
    return due::cancel;
  }

  @Override
  public void execute(Runnable task) {
    throw new UnsupportedOperationException();
  }
}
