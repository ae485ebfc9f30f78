package io.oauthcc.token;

import io.oauthcc.time.ManualClock;
import io.oauthcc.time.Scheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.random.RandomGenerator;

/**
 * Runs tasks on the test's thread in an order that no one can rely on. May be told to run others
 * while one is running, as other threads would.
 */
final class ScrambledScheduler implements Scheduler {

  private final ManualClock clock;
  private final RandomGenerator random;
  private final List<Runnable> ready = new ArrayList<>();
  private final PriorityQueue<Due> timers = new PriorityQueue<>(Comparator.comparing(Due::at));
  private Duration now = Duration.ZERO;
  private int order;

  private record Due(Duration at, int order, Runnable task) {}

  ScrambledScheduler(ManualClock clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  @Override
  public void execute(Runnable task) {
    ready.add(task);
  }

  @Override
  public Timer schedule(Runnable task, Duration delay) {
    Due due = new Due(now.plus(delay), order++, task);
    timers.add(due);
    return () -> timers.remove(due);
  }

  int pending() {
    return timers.size();
  }

  /** Runs one of the tasks that are ready, if there is one. */
  boolean runAny() {
    if (ready.isEmpty()) {
      return false;
    }
    ready.remove(random.nextInt(ready.size())).run();
    return true;
  }

  /** Lets time pass. What falls due becomes ready, and is run at its time or later. */
  void advance(Duration duration, boolean promptly) {
    Duration end = now.plus(duration);
    for (Due next = timers.peek(); next != null; next = timers.peek()) {
      if (next.at().compareTo(end) > 0) {
        break;
      }
      timers.remove();
      moveTo(next.at());
      ready.add(next.task());
      if (promptly) {
        runAll();
      }
    }
    moveTo(end);
  }

  void runAll() {
    while (runAny()) {
      // Each may make others ready.
    }
  }

  private void moveTo(Duration time) {
    if (time.compareTo(now) > 0) {
      clock.advance(time.minus(now));
      now = time;
    }
  }
}
