package io.oauthcc.token;

import io.oauthcc.grant.TokenException;
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

  /**
   * Says that an API answered a hop with this {@code Authorization} value that it does not take the
   * token. If that is the token in use, it is never handed out again and the next {@link #acquire}
   * renews it; any other token stays.
   *
   * <p>Such a forced renewal happens at most once in five seconds: a fresh token that is rejected
   * too stays in use. While the endpoint is left in peace after a failure nothing is evicted
   * either.
   *
   * @return whether another token is in use or to be had by {@link #acquire}, so that sending once
   *     more makes sense. True for a token of ours that was replaced, evicted or expired meanwhile,
   *     false for a value that is none of ours
   */
  boolean evict(String authorization);

  /**
   * As {@link #evict}, and the renewal starts at once: for a caller that is going to wait for the
   * next token. Never waits itself.
   */
  boolean rejected(String authorization);

  /**
   * Has the first token fetched before anybody asks. Nothing comes of a failure that nobody waits
   * for: no pause, no warning, no second attempt; the first to ask tries again. Never waits.
   */
  void prefetch();
}
