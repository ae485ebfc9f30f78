package io.oauthcc.time;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;

/** Runs tasks when a test says so, on the test's thread, hours in an instant. */
public final class ManualScheduler implements Scheduler {

  private final ManualClock clock;
  private final Queue<Runnable> ready = new ArrayDeque<>();
  private final PriorityQueue<Due> timers =
      new PriorityQueue<>(Comparator.comparing(Due::at).thenComparing(Due::order));
  private Duration now = Duration.ZERO;
  private int order;

  private record Due(Duration at, int order, Runnable task) {}

  public ManualScheduler(ManualClock clock) {
    this.clock = clock;
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

  /** How many timers wait for their time. */
  public int pending() {
    return timers.size();
  }

  /** Runs one task that is ready. */
  public void runNext() {
    Runnable task = ready.remove();
    task.run();
  }

  /** Runs what is ready, and what becomes so meanwhile, without moving the clock. */
  public void run() {
    while (!ready.isEmpty()) {
      runNext();
    }
  }

  public boolean isIdle() {
    return ready.isEmpty();
  }

  /** Lets time pass: every timer due meanwhile runs at its time. */
  public void advance(Duration duration) {
    Duration end = now.plus(duration);
    run();
    for (Due next = timers.peek();
        next != null && next.at().compareTo(end) <= 0;
        next = timers.peek()) {
      timers.remove();
      clock.advance(next.at().minus(now));
      now = next.at();
      next.task().run();
      run();
    }
    clock.advance(end.minus(now));
    now = end;
  }
}
