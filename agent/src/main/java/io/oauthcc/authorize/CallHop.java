package io.oauthcc.authorize;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The hop that a call is at: what it carries, and what becomes of its answer. Used by one thread at
 * a time.
 */
final class CallHop {

  private volatile @Nullable List<String> sent;
  private volatile boolean isAnswered;
  private volatile boolean isToBeReplayed;
  private volatile boolean wasReplayed;

  /** The next hop begins. */
  void sent(@Nullable List<String> values) {
    sent = values;
    isAnswered = false;
    isToBeReplayed = false;
  }

  @Nullable List<String> sent() {
    return sent;
  }

  /** Whether it was said what becomes of the hop. */
  boolean isAnswered() {
    return isAnswered;
  }

  /** Whether a hop of the call was sent once more. */
  boolean wasReplayed() {
    return wasReplayed;
  }

  /** The hop is sent once more, or is not. */
  void answered(boolean replay) {
    isAnswered = true;
    isToBeReplayed = replay;
    wasReplayed |= replay;
  }

  /** What was said of the hop; it is heard once, for the next hop may not be noted. */
  boolean takeAnswer() {
    boolean replay = isToBeReplayed;
    isToBeReplayed = false;
    return replay;
  }
}
