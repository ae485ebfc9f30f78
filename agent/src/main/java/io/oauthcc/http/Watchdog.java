package io.oauthcc.http;

import java.time.Duration;

/**
 * Runs something later, on a thread that no exchange can hold up. What bounds an exchange as a
 * whole, name resolution aside: a socket's own read timeout starts anew with each byte.
 */
public interface Watchdog {

  /** Runs {@code task} once, {@code delay} from now. The task is short and does not throw. */
  void after(Duration delay, Runnable task);
}
