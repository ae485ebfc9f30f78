package io.oauthcc.authorize;

import org.jspecify.annotations.Nullable;

/**
 * A call of a client whose calls stay on one thread: what its hop carries, and whether it was
 * replayed. Lives as long as the call does. Used by that thread alone; a hop that the application
 * moved to another thread has one of its own there.
 */
final class ThreadCall {

  private final @Nullable Object ofClient;
  private final boolean isElsewhere;
  private @Nullable String sent;
  private int hops;
  private boolean isAnswered;
  private boolean isToBeReplayed;
  private boolean wasReplayed;
  private boolean isTls;
  private @Nullable Object hidden;

  /** A call of a client that does not say which. */
  ThreadCall() {
    this(null, false);
  }

  /**
   * @param ofClient the client's own object for the call
   * @param isElsewhere whether this is one hop of it, on a thread that is not the call's
   */
  ThreadCall(@Nullable Object ofClient, boolean isElsewhere) {
    this.ofClient = ofClient;
    this.isElsewhere = isElsewhere;
  }

  /** The client's own object for the call, or null. */
  @Nullable Object ofClient() {
    return ofClient;
  }

  /** Whether this is one hop of the call, on a thread that is not the call's. */
  boolean isElsewhere() {
    return isElsewhere;
  }

  /** What the hop that this call is at carries. */
  @Nullable String sent() {
    return sent;
  }

  /** The next hop goes over TLS, or does not. */
  void connected(boolean tls) {
    isTls = tls;
  }

  boolean isTls() {
    return isTls;
  }

  /** The application must not see this answer. */
  void hide(Object answer) {
    hidden = answer;
  }

  boolean isHidden(Object answer) {
    return hidden == answer;
  }

  /** A hop begins. */
  void sent(@Nullable String value) {
    sent = value;
    hops++;
    isAnswered = false;
    isToBeReplayed = false;
  }

  /** How many hops have begun. */
  int hops() {
    return hops;
  }

  /** Whether it was said what becomes of the hop that this call is at. */
  boolean isAnswered() {
    return isAnswered;
  }

  /** Whether no hop of the call was sent once more. */
  boolean mayReplay() {
    return !wasReplayed;
  }

  /** The hop that this call is at is sent once more, or is not. */
  void answered(boolean replay) {
    isAnswered = true;
    isToBeReplayed = replay && !wasReplayed;
    wasReplayed |= isToBeReplayed;
  }

  /** What was said of the hop that this call is at; true for one hop of the call at most. */
  boolean isToBeReplayed() {
    return isToBeReplayed;
  }
}
