package io.oauthcc.it;

import java.util.ArrayList;
import java.util.List;

/** What reached the servers, in order of arrival. */
public final class Hops {
  private final List<Hop> hops = new ArrayList<>();

  /** Adds one that has arrived. */
  public synchronized void add(Hop hop) {
    hops.add(hop);
  }

  /** All since the last call of this method. */
  public synchronized List<Hop> take() {
    List<Hop> taken = List.copyOf(hops);
    hops.clear();
    return taken;
  }
}
