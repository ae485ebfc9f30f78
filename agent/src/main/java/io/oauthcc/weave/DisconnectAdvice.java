package io.oauthcc.weave;

import net.bytebuddy.asm.Advice;
import sun.net.www.protocol.http.HttpURLConnection;

/**
 * Woven into {@code HttpURLConnection.disconnect()}, with which another thread ends a call that
 * waits for its answer; one that waits for its token as well.
 */
final class DisconnectAdvice {

  private DisconnectAdvice() {}

  @Advice.OnMethodEnter
  static void enter(@Advice.This HttpURLConnection connection) {
    OauthccHook hook = OauthccHook.agent;
    if (hook != null) {
      hook.giveUp(connection);
    }
  }
}
