package io.oauthcc.authorize;

import io.oauthcc.time.Scheduler;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Asynchronous calls that wait for a token without a thread, and go on when it is there. */
final class SuspendedCalls {

  private final Authorizer authorizer;
  private final Scheduler scheduler;
  private final Defects defects;

  SuspendedCalls(Authorizer authorizer, Scheduler scheduler, Defects defects) {
    this.authorizer = authorizer;
    this.scheduler = scheduler;
    this.defects = defects;
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
      return failed.join();
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
    if (value instanceof TokenWait) {
      begin((TokenWait) value, timeoutNanos);
    }
    return value
        .handleAsync((token, failure) -> goOn(call, token, failure), ApplicationTask.on(executor))
        .thenCompose(Function.identity());
  }

  /** The same where {@link #resume} met a defect. */
  CompletableFuture<?> afterDefect(
      CompletableFuture<?> value, MethodHandle call, Throwable defect) {
    if (!(value instanceof TokenWait)) {
      return value;
    }
    PendingToken pending = ((TokenWait) value).pending();
    try {
      authorizer.afterDefect(pending, defect);
      return goOn(call, Authorizer.nothingFor(pending.registration()), null).toCompletableFuture();
    } catch (IOException failure) {
      return failed(failure);
    }
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
  }

  private void end(TokenWait wait, @Nullable Throwable cause) {
    if (wait.isDone()) {
      return;
    }
    PendingToken pending = wait.pending();
    try {
      try {
        authorizer.withoutToken(pending, cause);
      } catch (RuntimeException | Error defect) {
        defects.report(defect);
        authorizer.afterDefect(pending, defect);
      }
      wait.complete(Authorizer.nothingFor(pending.registration()));
    } catch (IOException failure) {
      wait.completeExceptionally(failure);
    }
  }

  private static CompletionStage<Object> goOn(
      MethodHandle call, @Nullable Object token, @Nullable Throwable failure) {
    if (failure != null) {
      CompletableFuture<Object> failed = new CompletableFuture<>();
      failed.completeExceptionally(failure);
      return failed;
    }
    OauthccHook.carry((String) token);
    try {
      return invoke(call);
    } catch (Exception thrown) {
      throw new CompletionException(thrown);
    } finally {
      OauthccHook.carry(null);
    }
  }

  @SuppressWarnings("unchecked") // What comes out of the call goes back to the call's own client.
  private static CompletionStage<Object> invoke(MethodHandle call) throws Exception {
    try {
      return (CompletionStage<Object>) call.invoke();
    } catch (Exception | Error failure) {
      throw failure;
    } catch (Throwable failure) {
      throw new CompletionException(failure);
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
