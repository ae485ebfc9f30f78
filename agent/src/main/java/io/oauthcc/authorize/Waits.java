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

  private final CallNotes<AwaitedToken> current = new CallNotes<>();
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
  AwaitedToken begin(
      Authorizer authorizer,
      Place place,
      Owner owner,
      CompletableFuture<String> flight,
      @Nullable Object ofClient) {
    AwaitedToken before = ofClient == null ? null : current.get(ofClient);
    CallWait call = before == null ? new CallWait(nanoTime) : before.call();
    // One that its client gave up itself nobody has ended.
    call.end();
    AwaitedToken token = new AwaitedToken(authorizer, place, owner, flight, call);
    if (ofClient != null) {
      current.put(ofClient, token);
    }
    return token;
  }

  /** What came of the call's last wait, for the hop that it prepares next; once. */
  @Nullable AwaitedToken take(Object ofClient) {
    AwaitedToken token = current.get(ofClient);
    return token == null ? null : token.call().take();
  }

  /** What came of the call's last wait is for no hop any more. */
  void forget(Object ofClient) {
    AwaitedToken token = current.get(ofClient);
    if (token != null) {
      token.call().note(null);
    }
  }

  /** As {@link OauthccHook#giveUp} promises. */
  void giveUp(Object ofClient) {
    AwaitedToken token = current.get(ofClient);
    if (token != null && !token.flight().isDone()) {
      token.call().giveUp();
      token.flight().cancel(false);
    }
  }
}
