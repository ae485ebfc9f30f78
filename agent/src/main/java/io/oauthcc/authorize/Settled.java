package io.oauthcc.authorize;

import io.oauthcc.time.Scheduler;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The wait of a call that has no thread meanwhile. Completes normally, once, whatever happens: with
 * the {@link AwaitedToken}, which knows what came of it. What follows is the application's, and so
 * is the thread as long as that runs on it.
 */
final class Settled extends CompletableFuture<Object>
    implements BiConsumer<@Nullable String, @Nullable Throwable> {

  private final AwaitedToken token;
  private final Authorizer authorizer;
  private final DefectFailures failures;
  private final Defects defects;
  private final @Nullable ClassLoader context = ContextLoader.ofThisThread();
  private final AtomicBoolean isOver = new AtomicBoolean();
  private volatile Scheduler.@Nullable Timer timer;

  Settled(AwaitedToken token, Authorizer authorizer, DefectFailures failures, Defects defects) {
    this.token = token;
    this.authorizer = authorizer;
    this.failures = failures;
    this.defects = defects;
  }

  /**
   * Begins to wait.
   *
   * @param nanos the call's own limit, or 0 for none
   */
  void begin(Scheduler scheduler, long nanos) {
    // Nothing more is to be had from the future it gives.
    CompletableFuture<String> unused = token.flight().whenComplete(this);
    if (isOver.get()) {
      return;
    }
    token.call().begin();
    long left = Math.max(0, token.call().left(token.owner().registration().acquireTimeout()));
    boolean isOwn = nanos > 0 && nanos < left;
    timer = scheduler.schedule(new Limit(isOwn), Duration.ofNanos(isOwn ? nanos : left));
    if (isOver.get()) {
      token.call().end();
      stopTimer();
    }
  }

  /** For the flight: it has landed. */
  @Override
  public void accept(@Nullable String value, @Nullable Throwable failure) {
    end(value, failure, false);
  }

  private void end(@Nullable String value, @Nullable Throwable cause, boolean isOwnLimit) {
    if (!isOver.compareAndSet(false, true)) {
      return;
    }
    token.end(null, failures.last());
    try {
      String outcome = value;
      if (isOwnLimit) {
        throw new SocketTimeoutException("request timed out while waiting for an access token");
      } else if (value == null) {
        outcome = authorizer.withoutToken(token.place, token.owner(), cause);
      }
      token.end(outcome, null);
    } catch (IOException failure) {
      token.end(null, failure);
    } catch (Throwable defect) {
      endAfter(defect);
    } finally {
      goOnWhateverHappens();
    }
  }

  private void endAfter(Throwable defect) {
    try {
      defects.report(defect);
      token.end(null, failures.after(token.place, defect));
    } catch (Throwable again) {
      // The failure that was made beforehand, then.
    }
  }

  private void goOnWhateverHappens() {
    try {
      goOn();
    } catch (Throwable defect) {
      complete(token);
    }
  }

  private void goOn() {
    token.call().end();
    stopTimer();
    AgentThread.runForApplication(new Rest(), context);
  }

  private void stopTimer() {
    Scheduler.Timer started = timer;
    if (started != null) {
      started.cancel();
    }
  }

  /** The call was given up: it must not stay in the renewal's list, nor its timer. */
  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    boolean cancelled = super.cancel(mayInterruptIfRunning);
    if (isOver.compareAndSet(false, true)) {
      token.flight().cancel(false);
      stopTimer();
    }
    return cancelled;
  }

  /** Where the time ends before the flight does. */
  final class Limit implements Runnable {

    private final boolean isOwn;

    /**
     * @param isOwn whether it is the call's own
     */
    Limit(boolean isOwn) {
      this.isOwn = isOwn;
    }

    @Override
    public void run() {
      end(null, null, isOwn);
      token.flight().cancel(false);
    }
  }

  /** What follows, all of it the application's. */
  final class Rest implements Runnable {

    @Override
    public void run() {
      complete(token);
    }
  }
}
