package io.oauthcc.token;

import io.oauthcc.grant.TokenException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Where a hop's {@code Authorization} value comes from: one registration's token. */
public interface TokenSource {

  /**
   * The header value of the token that is usable on a hop, or null if there is none: one that the
   * hop's origin (scheme, host and port, as the client resolved them) has refused is not. Never
   * waits, takes no lock and allocates nothing.
   *
   * @param port negative for the scheme's own
   */
  @Nullable String usable(@Nullable String scheme, @Nullable String host, int port);

  /**
   * The header value of a token that is usable there: at once if there is one, else when the
   * renewal in flight, or the one started here, has it. Every caller gets a future of its own;
   * cancelling it cancels nothing else. Fails with {@link TokenException}.
   */
  CompletableFuture<String> acquire(@Nullable String scheme, @Nullable String host, int port);

  /** Whether this {@code Authorization} value carries a token that was obtained here of late. */
  boolean isOurs(String authorization);

  /**
   * The same, and the token may stay on a hop to there: it has not come to its expiry, that origin
   * has not refused it, and if another has, its successor is not here yet.
   */
  boolean isOursAndGood(
      String authorization, @Nullable String scheme, @Nullable String host, int port);

  /**
   * Says that an API answered a hop with this {@code Authorization} value that it does not take the
   * token. If that is the token in use, it is held back from that origin, whose next {@link
   * #acquire} renews it; others go on with it until its successor is there, and also if there will
   * be none. Any other token stays.
   *
   * <p>Such a forced renewal happens at most once in five seconds, doubling to ten minutes while
   * fresh tokens are refused too: a fresh token that is refused too stays in use. While the
   * endpoint is left in peace after a failure nothing is held back either.
   *
   * @return whether another token is in use or to be had by {@link #acquire}, so that sending once
   *     more makes sense. True for a token of ours that was replaced, held back or expired
   *     meanwhile, false for a value that is none of ours
   */
  boolean evict(String authorization, @Nullable String scheme, @Nullable String host, int port);

  /**
   * As {@link #evict}, and the renewal starts at once: for a caller that is going to wait for the
   * next token. Never waits itself.
   */
  boolean rejected(String authorization, @Nullable String scheme, @Nullable String host, int port);

  /**
   * Has the first token fetched as if a hop had asked for it: what comes of it counts for those who
   * ask later, the pause after a failure too. Never waits.
   */
  void prefetch();
}
