package io.oauthcc.target;

import org.jspecify.annotations.Nullable;

/**
 * Places that hops were sent to, kept so that the next hop there makes no garbage; those beyond a
 * bound are made anew. Thread-safe without a lock: a place is immutable, and of two that are
 * written at once either is right.
 */
final class Places {

  private static final int SLOTS = 256;
  private static final int PROBES = 8;
  private static final int LONGEST_PATH = 2000;

  private final @Nullable Place[] known = new Place[SLOTS];

  /**
   * The place with these properties.
   *
   * @param path what a new one gets for its path
   */
  Place at(
      Verdict verdict,
      @Nullable TargetOwner owner,
      String scheme,
      String host,
      int port,
      @Nullable String path) {
    int start = host.hashCode() * 31 + port;
    for (int i = start; i < start + PROBES; i++) {
      int slot = i & (SLOTS - 1);
      Place place = known[slot];
      if (place == null && path != null && path.length() > LONGEST_PATH) {
        break;
      }
      if (place == null) {
        place = new Place(verdict, owner, scheme, host, port, path);
        known[slot] = place;
        return place;
      }
      if (place.is(verdict, owner, scheme, host, port)) {
        return place;
      }
    }
    return new Place(verdict, owner, scheme, host, port, path);
  }
}
