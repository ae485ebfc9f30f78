package io.oauthcc.authorize;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * One call's wait for its token, at most for the registration's {@code acquire-timeout}. Ends with
 * the token, with {@link Authorizer#nothingFor}, or with the call's failure; nobody else who waits
 * for the same token notices.
 *
 * <p>A call either has a thread that {@linkplain #await waits}, or none, and then somebody else
 * {@linkplain #complete completes} this.
 */
final class TokenWait extends CompletableFuture<String> {

  /** How soon a waiting thread notices that its call was given up. */
  private static final long MOMENT_NANOS = 50_000_000;

  private final Authorizer authorizer;
  private final PendingToken pending;
  private final Parking<String> parking;
  private final long endNanos;

  TokenWait(Authorizer authorizer, PendingToken pending) {
    this.authorizer = authorizer;
    this.pending = pending;
    this.parking = new Parking<>(pending.value());
    this.endNanos = System.nanoTime() + pending.registration().acquireTimeout().toNanos();
  }

  PendingToken pending() {
    return pending;
  }

  /**
   * Waits a moment, or less.
   *
   * @param interruptible whether the client's own input and output end with an interrupt. Where
   *     they do not, a thread with a stale interrupt works as without the agent; on a virtual
   *     thread the JDK's sockets do
   * @return the header value, null if the hop goes out without one, or this: it is not there yet
   * @throws IOException there is no token, and the registration says that the call fails then
   */
  @Nullable Object await(boolean interruptible) throws IOException {
    if (pending.value().isDone()) {
      return outcome();
    }
    long left = endNanos - System.nanoTime();
    if (left <= 0) {
      pending.value().cancel(false);
      return authorizer.withoutToken(pending, null);
    }
    park(Math.min(left, MOMENT_NANOS), interruptible);
    return pending.value().isDone() ? outcome() : this;
  }

  private void park(long nanos, boolean interruptible) throws IOException {
    boolean isInterrupted = Thread.interrupted();
    if (!isInterrupted || !heedsInterrupt(interruptible)) {
      parking.park(nanos);
      isInterrupted |= Thread.interrupted();
    }
    if (isInterrupted) {
      Thread.currentThread().interrupt();
      if (heedsInterrupt(interruptible) && !pending.value().isDone()) {
        pending.value().cancel(false);
        throw interrupted(interruptible);
      }
    }
  }

  private static boolean heedsInterrupt(boolean interruptible) {
    return interruptible || ThisThread.isVirtual();
  }

  /** What okio throws then, or a socket of the JDK's. */
  private IOException interrupted(boolean interruptible) {
    return interruptible
        ? new InterruptedIOException(
            TokenFailureMessage.interrupted(pending.registration(), pending.host()))
        : new SocketException("Closed by interrupt");
  }

  private @Nullable String outcome() throws IOException {
    try {
      return pending.value().getNow(null);
    } catch (CompletionException failure) {
      return authorizer.withoutToken(pending, failure.getCause());
    }
  }

  /** The call was given up: it must not stay in the renewal's list. */
  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    boolean cancelled = super.cancel(mayInterruptIfRunning);
    pending.value().cancel(false);
    return cancelled;
  }
}
