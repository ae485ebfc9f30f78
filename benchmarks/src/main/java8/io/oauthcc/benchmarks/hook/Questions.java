package io.oauthcc.benchmarks.hook;

import java.util.List;

/** What advice asks about a hop, for code that the compiler does not let name the hook. */
public final class Questions {

  private Questions() {}

  /** A whole hop, from its place to what is on the wire; null if that is nothing. */
  public static Object hop(String scheme, String host, int port, String path) {
    OauthccHook hook = OauthccHook.agent;
    Object place = hook.place(scheme, host, port, path, null);
    Object value = hook.prepare(place, null, null);
    return hook.onWire(place, null, (String) value, null);
  }

  /** A hop whose answer was a 401: whether it is sent once more. */
  public static boolean refused(
      String scheme, String host, int port, String path, Object call, List<String> sent) {
    OauthccHook hook = OauthccHook.agent;
    Object place = hook.place(scheme, host, port, path, null);
    return hook.answered(place, call, sent, 401, true);
  }
}
