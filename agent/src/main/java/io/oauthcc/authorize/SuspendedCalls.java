package io.oauthcc.authorize;

import io.oauthcc.time.Scheduler;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Asynchronous calls that wait for a token without a thread, and go on when it is there. */
final class SuspendedCalls {

  private final Authorizer authorizer;
  private final Scheduler scheduler;
  private final Carrier carrier;
  private final Defects defects;
  private final IOException lastFailure;

  SuspendedCalls(Authorizer authorizer, Scheduler scheduler, Carrier carrier, Defects defects) {
    this.authorizer = authorizer;
    this.scheduler = scheduler;
    this.carrier = carrier;
    this.defects = defects;
    this.lastFailure = authorizer.lastFailure();
  }

  /** A call that fails when it is to be resumed. */
  static CompletableFuture<String> failed(IOException failure) {
    CompletableFuture<String> failed = new CompletableFuture<>();
    failed.completeExceptionally(failure);
    return failed;
  }

  /** What {@link #failed} stands for, to a call that has a thread. */
  static @Nullable Object outcome(CompletableFuture<?> failed) throws IOException {
    try {
      return failed.getNow(null);
    } catch (CompletionException failure) {
      if (failure.getCause() instanceof IOException) {
        throw (IOException) failure.getCause();
      }
      throw failure;
    }
  }

  /** As {@link OauthccHook#resume} promises. */
  CompletableFuture<?> resume(
      CompletableFuture<?> value, long timeoutNanos, MethodHandle call, Executor executor) {
    SuspendedCall suspended = new SuspendedCall(call, ApplicationTask.on(executor), carrier);
    try {
      if (value instanceof TokenWait) {
        begin((TokenWait) value, timeoutNanos);
      }
      // What follows ends the call; nothing more is to be had from the future it gives.
      CompletableFuture<?> unused = value.whenComplete(suspended);
    } catch (Throwable defect) {
      defects.report(defect);
      if (value instanceof TokenWait) {
        PendingToken pending = ((TokenWait) value).pending();
        IOException failure = authorizer.failureAfterDefect(pending, defect);
        suspended.accept(Authorizer.nothingFor(pending.registration()), failure);
      } else {
        suspended.accept(null, lastFailure);
      }
    }
    return suspended.end();
  }

  /** The same where {@link #resume} met a defect before it began. */
  CompletableFuture<?> afterDefect(
      CompletableFuture<?> value, MethodHandle call, Throwable defect) {
    if (!(value instanceof TokenWait)) {
      return value;
    }
    PendingToken pending = ((TokenWait) value).pending();
    IOException failure = authorizer.failureAfterDefect(pending, defect);
    return failure == null
        ? SuspendedCall.goOn(call, Authorizer.nothingFor(pending.registration()), carrier)
        : failed(failure);
  }

  private void begin(TokenWait wait, long timeoutNanos) {
    // What follows completes the wait; nothing more is to be had from the future it gives.
    CompletableFuture<String> unused =
        wait.pending()
            .value()
            .whenComplete(
                (token, failure) -> {
                  if (failure == null) {
                    wait.complete(token);
                  } else {
                    end(wait, failure);
                  }
                });
    if (wait.isDone()) {
      return;
    }
    Duration limit = wait.pending().registration().acquireTimeout();
    boolean requestEndsFirst = timeoutNanos > 0 && timeoutNanos < limit.toNanos();
    Scheduler.Timer timer =
        scheduler.schedule(
            () -> {
              if (requestEndsFirst) {
                wait.completeExceptionally(requestTimedOut());
              } else {
                end(wait, null);
              }
              wait.pending().value().cancel(false);
            },
            requestEndsFirst ? Duration.ofNanos(timeoutNanos) : limit);
    CompletableFuture<String> unusedEither = wait.whenComplete((token, failure) -> timer.cancel());
  }

  /** Ends the wait whatever happens: nobody else does. */
  private void end(TokenWait wait, @Nullable Throwable cause) {
    if (wait.isDone()) {
      return;
    }
    IOException failure = lastFailure;
    try {
      failure = failure(wait.pending(), cause);
    } catch (Throwable again) {
      // The one that was made beforehand, then.
    }
    if (failure == null) {
      wait.complete(Authorizer.nothingFor(wait.pending().registration()));
    } else {
      wait.completeExceptionally(failure);
    }
  }

  /** Null: the call goes out without a token. */
  private @Nullable IOException failure(PendingToken pending, @Nullable Throwable cause) {
    try {
      authorizer.withoutToken(pending, cause);
      return null;
    } catch (IOException noToken) {
      return noToken;
    } catch (Throwable defect) {
      defects.report(defect);
      return authorizer.failureAfterDefect(pending, defect);
    }
  }

  /**
   * The exception of {@code java.net.http} for a request whose own time is over. Made by name: this
   * class runs on Java 8 too, where nothing comes here.
   */
  private static Throwable requestTimedOut() {
    try {
      return Class.forName("java.net.http.HttpTimeoutException")
          .asSubclass(Throwable.class)
          .getConstructor(String.class)
          .newInstance("request timed out while waiting for an access token");
    } catch (ReflectiveOperationException absent) {
      return new IOException("request timed out while waiting for an access token", absent);
    }
  }
}
