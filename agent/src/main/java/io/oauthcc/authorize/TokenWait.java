package io.oauthcc.authorize;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
  private final long endNanos;

  TokenWait(Authorizer authorizer, PendingToken pending) {
    this.authorizer = authorizer;
    this.pending = pending;
    this.endNanos = System.nanoTime() + pending.registration().acquireTimeout().toNanos();
  }

  PendingToken pending() {
    return pending;
  }

  /**
   * Waits a moment.
   *
   * @param interruptible whether the client's own input and output end with an interrupt. Where
   *     they do not, a thread with a stale interrupt works as without the agent; on a virtual
   *     thread the JDK's sockets do
   * @return the header value, null if the hop goes out without one, or this: it is not there yet
   * @throws IOException there is no token, and the registration says that the call fails then
   */
  @Nullable Object await(boolean interruptible) throws IOException {
    long left = endNanos - System.nanoTime();
    if (left <= 0) {
      pending.value().cancel(false);
      return authorizer.withoutToken(pending, null);
    }
    Object notYet = this;
    boolean heeds = interruptible || ThisThread.isVirtual();
    boolean isInterrupted = !heeds && Thread.interrupted();
    try {
      return pending.value().get(Math.min(left, MOMENT_NANOS), TimeUnit.NANOSECONDS);
    } catch (ExecutionException failure) {
      return authorizer.withoutToken(pending, failure.getCause());
    } catch (TimeoutException moment) {
      return notYet;
    } catch (InterruptedException interrupt) {
      isInterrupted = true;
      if (heeds) {
        pending.value().cancel(false);
        throw interrupted(interruptible, interrupt);
      }
      return notYet;
    } finally {
      if (isInterrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** What okio throws then, or a socket of the JDK's. */
  private IOException interrupted(boolean interruptible, InterruptedException interrupt) {
    IOException interrupted =
        interruptible
            ? new InterruptedIOException(
                TokenFailureMessage.interrupted(pending.registration(), pending.host()))
            : new SocketException("Closed by interrupt");
    interrupted.initCause(interrupt);
    return interrupted;
  }

  /** The call was given up: it must not stay in the renewal's list. */
  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    boolean cancelled = super.cancel(mayInterruptIfRunning);
    pending.value().cancel(false);
    return cancelled;
  }
}
