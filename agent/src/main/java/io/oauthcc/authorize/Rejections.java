package io.oauthcc.authorize;

import io.oauthcc.config.Registration.OnUnauthorized;
import io.oauthcc.target.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides what follows where an API refuses a hop that carried a token; knows what was sent for
 * calls whose client cannot tell, and which calls had a hop sent once more. Thread-safe.
 */
final class Rejections {

  private final CallNotes<CallHop> hops = new CallNotes<>();
  private final Owners owners;

  Rejections(Owners owners) {
    this.owners = owners;
  }

  /**
   * Notes what a hop carries.
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

  /**
   * Whether to send the hop once more. The token is given up only if it is one of the registration
   * that the hop belongs to, only that very token, and only for the origin that refused it: one
   * that came meanwhile stays, and so does this one for others. Never waits.
   *
   * @param sent the values that were on the hop; null: as noted, or as it was said before
   * @param replayable whether it can be sent once more
   */
  boolean answered(
      Place place, Object call, @Nullable List<String> sent, int status, boolean replayable) {
    CallHop hop = hops.get(call);
    if (sent == null && (hop == null || hop.isAnswered())) {
      return hop != null && hop.takeAnswer();
    }
    boolean wasReplayed = hop != null && hop.wasReplayed();
    List<String> values = sent == null && hop != null ? hop.sent() : sent;
    boolean again = rejected(place, values, status, replayable && !wasReplayed);
    if (hop == null && again) {
      hop = new CallHop();
      hops.put(call, hop);
    }
    if (hop != null) {
      hop.answered(again);
      if (status < 400 && !wasReplayed) {
        hops.take(call);
      }
    }
    return again;
  }

  private boolean rejected(
      Place place, @Nullable List<String> sent, int status, boolean replayable) {
    Owner owner = owners.of(place);
    if (owner == null || !owner.registration().unauthorizedStatus().contains(status)) {
      return false;
    }
    OnUnauthorized mode = owner.registration().onUnauthorized();
    String ours = mode == OnUnauthorized.IGNORE ? null : ours(owner, sent);
    if (ours == null) {
      return false;
    }
    if (mode == OnUnauthorized.RETRY && replayable) {
      return owner.tokens().rejected(ours, place.scheme(), place.host(), place.port());
    }
    owner.tokens().evict(ours, place.scheme(), place.host(), place.port());
    return false;
  }

  /**
   * Whether a value of the application's own would not come to such a hop: one of ours was on it,
   * and takes its place.
   *
   * @param sent the values that were on the hop; null: as noted
   */
  boolean displaces(Place place, Object call, @Nullable List<String> sent) {
    Owner owner = owners.of(place);
    CallHop hop = sent == null ? hops.get(call) : null;
    return owner != null
        && !owner.keepsExisting()
        && ours(owner, hop == null ? sent : hop.sent()) != null;
  }

  private static @Nullable String ours(Owner owner, @Nullable List<String> values) {
    if (values != null) {
      for (String value : values) {
        if (value != null && owner.tokens().isOurs(value)) {
          return value;
        }
      }
    }
    return null;
  }
}
