package io.oauthcc.http;

import java.time.Duration;
import java.util.Timer;
import java.util.TimerTask;

/** A watchdog on a thread of its own. */
final class DaemonWatchdog implements Watchdog {

  private final Timer timer = new Timer("watchdog", true);

  @Override
  public void after(Duration delay, Runnable task) {
    timer.schedule(
        new TimerTask() {
          @Override
          public void run() {
            task.run();
          }
        },
        delay.toMillis());
  }
}
