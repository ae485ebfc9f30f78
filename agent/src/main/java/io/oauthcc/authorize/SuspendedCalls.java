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

  SuspendedCalls(Authorizer authorizer, Scheduler scheduler) {
    this.authorizer = authorizer;
    this.scheduler = scheduler;
  }

  /** The future that woven code hands back to {@link #resume}. */
  CompletableFuture<String> futureOf(PendingToken pending) {
    return new Suspension(pending);
  }

  /** A call that fails when it is to be resumed. */
  static CompletableFuture<String> failed(IOException failure) {
    CompletableFuture<String> failed = new CompletableFuture<>();
    failed.completeExceptionally(failure);
    return failed;
  }

  /** As {@link OauthccHook#resume} promises. */
  CompletableFuture<?> resume(
      CompletableFuture<?> value, long timeoutNanos, MethodHandle call, Executor executor) {
    if (!(value instanceof Suspension)) {
      return value;
    }
    Suspension suspension = (Suspension) value;
    suspension.begin(timeoutNanos);
    return suspension
        .thenApplyAsync(token -> goOn(call, token), executor)
        .thenCompose(Function.identity());
  }

  private static CompletionStage<Object> goOn(MethodHandle call, String token) {
    try {
      return AgentThread.runForApplication(
          () -> {
            OauthccHook.carry(token);
            try {
              return invoke(call);
            } finally {
              OauthccHook.carry(null);
            }
          });
    } catch (Exception failure) {
      throw new CompletionException(failure);
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
   * One call's wait: ends with the token, with {@link Authorizer#nothingFor}, or with the call's
   * failure. Its end does not touch the flight it waits for.
   */
  private final class Suspension extends CompletableFuture<String> {

    private final PendingToken pending;

    Suspension(PendingToken pending) {
      this.pending = pending;
    }

    void begin(long timeoutNanos) {
      Duration limit = pending.registration().acquireTimeout();
      boolean requestEndsFirst = timeoutNanos > 0 && timeoutNanos < limit.toNanos();
      scheduler.schedule(
          () -> {
            if (requestEndsFirst) {
              completeExceptionally(requestTimedOut());
            } else {
              end(null);
            }
            pending.value().cancel(false);
          },
          requestEndsFirst ? Duration.ofNanos(timeoutNanos) : limit);
      // What follows completes this suspension; nothing more is to be had from the future it gives.
      CompletableFuture<String> unused =
          pending
              .value()
              .whenComplete(
                  (token, failure) -> {
                    if (failure == null) {
                      complete(token);
                    } else {
                      end(failure);
                    }
                  });
    }

    private void end(@Nullable Throwable cause) {
      if (isDone()) {
        return;
      }
      try {
        authorizer.withoutToken(pending, cause);
        complete(Authorizer.nothingFor(pending.registration()));
      } catch (IOException failure) {
        completeExceptionally(failure);
      }
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
