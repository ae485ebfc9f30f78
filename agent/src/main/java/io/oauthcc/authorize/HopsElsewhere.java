package io.oauthcc.authorize;

import org.jspecify.annotations.Nullable;

/**
 * Hops of one call that were sent on threads that are not the call's, until its own thread asks:
 * where the application moved them, with an interceptor that goes on in another thread. Immutable.
 */
final class HopsElsewhere {

  private final @Nullable String sent;
  private final int hops;

  /** Those before, if any, and what was sent by {@code last}, which has ended. */
  HopsElsewhere(@Nullable HopsElsewhere before, ThreadCall last) {
    this.sent = last.sent();
    this.hops = last.hops() + (before == null ? 0 : before.hops);
  }

  /** Has the call know of them, as if it had sent them. */
  void addTo(ThreadCall call) {
    for (int i = 0; i < hops; i++) {
      call.sent(sent);
    }
  }
}
