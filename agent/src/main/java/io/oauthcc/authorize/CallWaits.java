package io.oauthcc.authorize;

import java.io.IOException;
import java.net.SocketException;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The waits of calls that may wait in several places: before they connect, and again where they
 * write a hop's headers if the token is gone by then. Thread-safe.
 */
final class CallWaits {

  private final CallNotes<CallWait> waits = new CallNotes<>();
  private final LongSupplier nanoTime = System::nanoTime;
  private final Authorizer authorizer;

  CallWaits(Authorizer authorizer) {
    this.authorizer = authorizer;
  }

  /**
   * As {@link OauthccHook#awaitIn} promises.
   *
   * @param hook waits a moment
   */
  @Nullable Object await(Object call, CompletableFuture<?> value, OauthccHook hook)
      throws IOException {
    CallWait known = waits.get(call);
    CallWait wait = known == null ? new CallWait(nanoTime) : known;
    if (known == null) {
      waits.put(call, wait);
    }
    Object outcome = value;
    wait.begin();
    try {
      do {
        outcome =
            value instanceof TokenWait && isOver(wait, (TokenWait) value)
                ? without((TokenWait) value)
                : hook.await(value, false);
      } while (outcome instanceof CompletableFuture && !wait.isGivenUp());
    } finally {
      wait.end();
    }
    if (wait.isGivenUp()) {
      value.cancel(false);
      throw new SocketException("Socket closed");
    }
    return outcome;
  }

  /** As {@link OauthccHook#giveUp} promises. */
  void giveUp(Object call) {
    CallWait wait = waits.get(call);
    if (wait != null) {
      wait.giveUp();
    }
  }

  private static boolean isOver(CallWait wait, TokenWait value) {
    return wait.isOver(value.pending().registration().acquireTimeout());
  }

  private @Nullable Object without(TokenWait value) throws IOException {
    value.cancel(false);
    return authorizer.withoutToken(value.pending(), null);
  }
}
