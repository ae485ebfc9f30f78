package io.oauthcc.authorize;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Where one thread waits for a future: by parking, and by nothing else. On a thread of a {@code
 * ForkJoinPool}, {@link CompletableFuture#get()} and {@code join} would run other tasks of the
 * application on top of the call that waits, and add threads to its pool.
 *
 * @param <T> what the future gives
 */
final class Parking<T> implements BiConsumer<@Nullable T, @Nullable Throwable> {

  private final CompletableFuture<T> awaited;
  private boolean isHeard;

  /** Null while nobody is to be woken: a thread that has gone on must not find itself unparked. */
  private volatile @Nullable Thread parked;

  Parking(CompletableFuture<T> awaited) {
    this.awaited = awaited;
  }

  /**
   * Waits until the future is done, or the time is over, or somebody interrupts the thread; at
   * times for less than that. The interrupt stays.
   *
   * @param nanos at most so many nanoseconds
   */
  void park(long nanos) {
    if (!isHeard) {
      isHeard = true;
      // Nothing more is to be had from the future it gives.
      CompletableFuture<T> unused = awaited.whenComplete(this);
    }
    parked = Thread.currentThread();
    try {
      if (!awaited.isDone()) {
        LockSupport.parkNanos(this, nanos);
      }
    } finally {
      parked = null;
    }
  }

  /** For the future: it is done. */
  @Override
  public void accept(@Nullable T value, @Nullable Throwable failure) {
    Thread waiting = parked;
    if (waiting != null) {
      LockSupport.unpark(waiting);
    }
  }
}
