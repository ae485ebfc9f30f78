package io.oauthcc.authorize;

import io.oauthcc.time.Scheduler;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.security.AccessController;
import java.security.PrivilegedAction;
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
  private final Defects defects;
  private final @Nullable ClassLoader context = contextClassLoader();
  private final AtomicBoolean isOver = new AtomicBoolean();
  private volatile Scheduler.@Nullable Timer timer;

  Settled(AwaitedToken token, Authorizer authorizer, Defects defects) {
    this.token = token;
    this.authorizer = authorizer;
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
    long left = Math.max(0, token.call().left(token.registration().acquireTimeout()));
    boolean isOwnLimit = nanos > 0 && nanos < left;
    timer =
        scheduler.schedule(
            new Runnable() {
              @Override
              public void run() {
                timeIsOver(isOwnLimit);
              }
            },
            Duration.ofNanos(isOwnLimit ? nanos : left));
    if (isOver.get()) {
      stopTimer();
    }
  }

  /** For the flight: it has landed. */
  @Override
  public void accept(@Nullable String value, @Nullable Throwable failure) {
    if (isOver.compareAndSet(false, true)) {
      if (failure == null) {
        token.end(value, null);
      } else {
        endWithout(failure);
      }
      goOn();
    }
  }

  private void timeIsOver(boolean isOwnLimit) {
    if (isOver.compareAndSet(false, true)) {
      if (isOwnLimit) {
        token.end(
            null,
            new SocketTimeoutException("request timed out while waiting for an access token"));
      } else {
        endWithout(null);
      }
      token.flight().cancel(false);
      goOn();
    }
  }

  private void endWithout(@Nullable Throwable cause) {
    token.end(null, authorizer.lastFailure());
    try {
      token.end(authorizer.withoutToken(token.place(), token.registration(), cause), null);
    } catch (IOException noToken) {
      token.end(null, noToken);
    } catch (Throwable defect) {
      defects.report(defect);
      token.end(null, authorizer.afterDefect(token.place(), defect));
    }
  }

  private void goOn() {
    token.call().end();
    stopTimer();
    AgentThread.runForApplication(
        new Runnable() {
          @Override
          public void run() {
            complete(token);
          }
        },
        context);
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

  private static @Nullable ClassLoader contextClassLoader() {
    return AccessController.doPrivileged(
        new PrivilegedAction<@Nullable ClassLoader>() {
          @Override
          public @Nullable ClassLoader run() {
            return Thread.currentThread().getContextClassLoader();
          }
        });
  }
}
