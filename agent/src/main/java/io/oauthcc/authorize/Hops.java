package io.oauthcc.authorize;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was sent for calls whose client cannot tell, and which of them were sent once more. */
final class Hops {

  private final CallNotes<CallHop> hops = new CallNotes<>();
  private final Rejections rejections;

  Hops(Rejections rejections) {
    this.rejections = rejections;
  }

  /**
   * Notes what a hop has on the wire.
   *
   * @param values null: nothing that may be ours
   */
  void sent(Object call, @Nullable List<String> values) {
    CallHop hop = hops.get(call);
    if (hop == null && values != null) {
      hop = new CallHop();
      hops.put(call, hop);
    }
    if (hop != null) {
      hop.sent(values);
    }
  }

  /** As {@link OauthccHook#answered} promises. */
  boolean answered(
      Place place, Object call, @Nullable List<String> sent, int status, boolean replayable) {
    CallHop hop = hops.get(call);
    if (hop == null && sent == null) {
      return false;
    }
    if (hop != null && sent == null && hop.isAnswered()) {
      return hop.takeAnswer();
    }
    boolean wasReplayed = hop != null && hop.wasReplayed();
    List<String> values = sent == null && hop != null ? hop.sent() : sent;
    boolean again = rejections.rejected(place, values, status, replayable && !wasReplayed);
    if (hop == null && again) {
      hop = new CallHop();
      hops.put(call, hop);
    }
    if (hop != null) {
      hop.answered(again);
      if (status < 400 && !again && !wasReplayed) {
        hops.take(call);
      }
    }
    return again;
  }

  /** As {@link OauthccHook#displaces} promises. */
  boolean displaces(Place place, Object call, @Nullable List<String> sent) {
    CallHop hop = sent == null ? hops.get(call) : null;
    return rejections.displaces(place, hop == null ? sent : hop.sent());
  }
}
