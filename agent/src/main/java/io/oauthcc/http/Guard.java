package io.oauthcc.http;

import java.net.Socket;
import org.jspecify.annotations.Nullable;

/**
 * Ends an exchange at its deadline by closing the socket below it, whatever read, write or
 * handshake is going on there. Always the plain socket: closing the TLS one may wait for the peer.
 */
final class Guard implements Runnable {

  private @Nullable Socket socket;
  private boolean fired;

  /** From now on {@code socket} is closed at the deadline, or at once if that has passed. */
  synchronized void watch(Socket socket) {
    this.socket = socket;
    if (fired) {
      Sockets.closeQuietly(socket);
    }
  }

  synchronized boolean hasFired() {
    return fired;
  }

  @Override
  public synchronized void run() {
    fired = true;
    if (socket != null) {
      Sockets.closeQuietly(socket);
    }
  }
}
