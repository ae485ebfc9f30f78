package io.oauthcc.authorize;

import java.lang.invoke.MethodHandle;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One call that waits without a thread. It goes on once, on the application's executor, and comes
 * to its end whatever happens on the way.
 */
final class SuspendedCall implements BiConsumer<@Nullable Object, @Nullable Throwable>, Runnable {

  private final MethodHandle call;
  private final Executor executor;
  private final Carrier carrier;
  private final End end = new End();
  private final AtomicBoolean isWaitOver = new AtomicBoolean();

  /** Written before the executor gets this. */
  private @Nullable String value;

  private @Nullable Throwable failure;

  /**
   * @param call without parameters, returns a {@link CompletionStage}
   */
  SuspendedCall(MethodHandle call, Executor executor, Carrier carrier) {
    this.call = call;
    this.executor = executor;
    this.carrier = carrier;
  }

  /** Completes as the call does; if it fails, always with a {@link CompletionException}. */
  CompletableFuture<Object> end() {
    return end;
  }

  /**
   * The wait is over. Whoever says so first is heard.
   *
   * @param outcome a {@link String}: what the call carries as it goes on
   * @param noToken how it fails, or null
   */
  @Override
  public void accept(@Nullable Object outcome, @Nullable Throwable noToken) {
    if (!isWaitOver.compareAndSet(false, true)) {
      return;
    }
    value = (String) outcome;
    failure = noToken;
    try {
      executor.execute(this);
    } catch (Throwable thrown) {
      end.accept(null, thrown);
    }
  }

  /** The call goes on, on the application's executor. */
  @Override
  public void run() {
    if (failure != null) {
      end.accept(null, failure);
    } else {
      goOn(call, value, carrier, end);
    }
  }

  /** Without a wait, on this thread. */
  static CompletableFuture<Object> goOn(
      MethodHandle call, @Nullable String value, Carrier carrier) {
    End end = new End();
    goOn(call, value, carrier, end);
    return end;
  }

  private static void goOn(MethodHandle call, @Nullable String value, Carrier carrier, End end) {
    try {
      // A call of another client may be further up this thread's stack.
      String before = carrier.carry(value);
      try {
        ((CompletionStage<?>) call.invoke()).whenComplete(end);
      } finally {
        carrier.carry(before);
      }
    } catch (Throwable thrown) {
      end.accept(null, thrown);
    }
  }

  /** As a stage that depends on another. */
  private static final class End extends CompletableFuture<Object>
      implements BiConsumer<@Nullable Object, @Nullable Throwable> {

    @Override
    public void accept(@Nullable Object result, @Nullable Throwable thrown) {
      if (thrown == null) {
        complete(result);
      } else {
        completeExceptionally(
            thrown instanceof CompletionException ? thrown : new CompletionException(thrown));
      }
    }
  }
}
