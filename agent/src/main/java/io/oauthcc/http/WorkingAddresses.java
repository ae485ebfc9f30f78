package io.oauthcc.http;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The address of each peer that could be reached where one before it could not. One that the
 * resolver does not give any more counts no longer. Thread-safe.
 */
final class WorkingAddresses {

  /** An endpoint, its issuer and a proxy; more come only where an issuer keeps moving. */
  private static final int MOST = 8;

  private final Map<String, InetAddress> byPeer = new LinkedHashMap<>();

  /** The same addresses, the remembered one first. */
  synchronized InetAddress[] first(String peer, InetAddress[] resolved) {
    InetAddress remembered = byPeer.get(peer);
    int at = remembered == null ? -1 : Arrays.asList(resolved).indexOf(remembered);
    if (at < 0) {
      byPeer.remove(peer);
      return resolved;
    }
    InetAddress[] ordered = resolved.clone();
    System.arraycopy(resolved, 0, ordered, 1, at);
    ordered[0] = resolved[at];
    return ordered;
  }

  /** The oldest is forgotten where there are too many. */
  synchronized void remember(String peer, InetAddress address) {
    byPeer.remove(peer);
    byPeer.put(peer, address);
    if (byPeer.size() > MOST) {
      byPeer.remove(byPeer.keySet().iterator().next());
    }
  }
}
