package io.oauthcc.token;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Where a hop's {@code Authorization} value comes from: one registration's token. */
public interface TokenSource {

  /**
   * The header value of the usable token, or null if there is none. Never waits, takes no lock and
   * allocates nothing.
   */
  @Nullable String usable();

  /**
   * The header value of a usable token: at once if there is one, else when the renewal in flight,
   * or the one started here, has it. Every caller gets a future of its own; cancelling it cancels
   * nothing else. Fails with {@link TokenException}.
   */
  CompletableFuture<String> acquire();

  /** Whether this {@code Authorization} value carries a token that was obtained here of late. */
  boolean isOurs(String authorization);

  /** The same, and the token has not come to its expiry. */
  boolean isOursAndUnexpired(String authorization);
}
