package io.oauthcc.authorize;

import io.oauthcc.target.Place;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The waits of calls, which may wait in several places: before they connect, and again where they
 * write a hop's headers if the token is gone by then. Thread-safe. Where nobody waits it knows of
 * no call, and to ask it costs nothing.
 */
final class Waits {

  private final CallNotes<CallWait> current = new CallNotes<>();
  private final LongSupplier nanoTime =
      new LongSupplier() {
        @Override
        public long getAsLong() {
          return System.nanoTime();
        }
      };

  /**
   * Begins one.
   *
   * @param ofClient the client's own object for the call, or null
   */
  AwaitedToken begin(Authorizer authorizer, Place place, Owner owner, @Nullable Object ofClient) {
    CallWait call = ofClient == null ? null : current.get(ofClient);
    if (call == null) {
      call = new CallWait(nanoTime);
      if (ofClient != null) {
        current.put(ofClient, call);
      }
    }
    call.expect();
    CompletableFuture<String> flight =
        owner.tokens().acquire(place.scheme(), place.host(), place.port());
    call.expects(flight);
    return new AwaitedToken(authorizer, place, owner, flight, call);
  }

  /** What came of the call's last wait, for the hop that it prepares next; once. */
  @Nullable AwaitedToken take(Object ofClient) {
    CallWait call = current.get(ofClient);
    return call == null ? null : call.take();
  }

  /** What came of the call's last wait is for no hop any more. */
  void forget(Object ofClient) {
    CallWait call = current.get(ofClient);
    if (call != null) {
      call.note(null);
    }
  }

  /** As {@link OauthccHook#giveUp} promises. */
  void giveUp(Object ofClient) {
    CallWait call = current.get(ofClient);
    if (call != null) {
      call.giveUp();
    }
  }
}
