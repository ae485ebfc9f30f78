package io.oauthcc.authorize;

import io.oauthcc.target.Place;
import java.io.IOException;
import java.net.SocketException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * The token that one hop waits for, and in the end what came of it: a value, none for a hop that
 * goes out without, or the call's failure. Nobody else who waits for the same flight notices.
 *
 * <p>A call either has a thread that {@linkplain #await waits}, or is left, and then {@link
 * Settled} ends this.
 */
final class AwaitedToken {

  /** How soon a waiting thread notices that its call was given up. */
  private static final long MOMENT_NANOS = 50_000_000;

  private final Authorizer authorizer;

  /** Where the hop goes. */
  final Place place;

  private final Owner owner;
  private final CompletableFuture<String> flight;
  private final CallWait call;
  private final Parking<String> parking;
  private volatile @Nullable String value;
  private volatile @Nullable IOException failure;

  /**
   * @param place a registration's
   * @param call what its call has waited before
   */
  AwaitedToken(
      Authorizer authorizer,
      Place place,
      Owner owner,
      CompletableFuture<String> flight,
      CallWait call) {
    this.authorizer = authorizer;
    this.place = place;
    this.owner = owner;
    this.flight = flight;
    this.call = call;
    this.parking = new Parking<>(flight);
  }

  Owner owner() {
    return owner;
  }

  CompletableFuture<String> flight() {
    return flight;
  }

  CallWait call() {
    return call;
  }

  /** The header value that came; null: none, or nothing yet. */
  @Nullable String value() {
    return value;
  }

  /** How the call fails; null: it does not, or nothing came yet. */
  @Nullable IOException failure() {
    return failure;
  }

  /** The wait is over. */
  void end(@Nullable String value, @Nullable IOException failure) {
    this.value = value;
    this.failure = failure;
  }

  /** As {@link OauthccHook#await} promises. */
  @Nullable Object await() throws IOException {
    call.begin();
    boolean isOver = false;
    if (!flight.isDone() && !call.isGivenUp()) {
      long left = call.left(owner.registration().acquireTimeout());
      isOver = left <= 0;
      if (!isOver) {
        park(Math.min(left, MOMENT_NANOS));
        if (!flight.isDone() && !call.isGivenUp()) {
          return this;
        }
      }
    }
    return ended(isOver);
  }

  private @Nullable String ended(boolean isOver) throws IOException {
    call.end();
    if (call.isGivenUp()) {
      flight.cancel(false);
      throw new SocketException("Socket closed");
    }
    if (isOver) {
      flight.cancel(false);
    }
    String outcome = isOver ? authorizer.withoutToken(place, owner, null) : outcome();
    end(outcome, null);
    call.note(this);
    return outcome;
  }

  private @Nullable String outcome() throws IOException {
    try {
      return flight.getNow(null);
    } catch (CompletionException failed) {
      return authorizer.withoutToken(place, owner, failed.getCause());
    }
  }

  private void park(long nanos) throws IOException {
    boolean isInterrupted = Thread.interrupted();
    if (!isInterrupted || !ThisThread.isVirtual()) {
      parking.park(nanos);
      isInterrupted |= Thread.interrupted();
      if (isInterrupted) {
        Thread.currentThread().interrupt();
      }
    } else {
      Thread.currentThread().interrupt();
      call.end();
      flight.cancel(false);
      // As a socket of the JDK's.
      throw new SocketException("Closed by interrupt");
    }
  }
}
