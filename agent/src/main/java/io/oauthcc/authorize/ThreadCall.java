package io.oauthcc.authorize;

import org.jspecify.annotations.Nullable;

/**
 * A call of a client whose calls stay on one thread: what its hop carries, and whether it was
 * replayed. Lives as long as the call does. Used by that thread alone.
 */
final class ThreadCall {

  private @Nullable String sent;
  private int hops;
  private boolean isAnswered;
  private boolean isToBeReplayed;
  private boolean wasReplayed;

  /** What the hop that this call is at carries. */
  @Nullable String sent() {
    return sent;
  }

  /** What is asked about the first answer to a hop. */
  interface Question {

    /**
     * Whether to send the hop once more.
     *
     * @param sent what was on it
     * @param mayReplay false if the call was replayed before
     */
    boolean isToBeReplayed(@Nullable String sent, boolean mayReplay);
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

  /** Asks about the hop that this call is at, once; true for one hop of the call at most. */
  boolean answered(Question question) {
    if (!isAnswered) {
      isAnswered = true;
      isToBeReplayed = question.isToBeReplayed(sent, !wasReplayed) && !wasReplayed;
      wasReplayed |= isToBeReplayed;
    }
    return isToBeReplayed;
  }
}
