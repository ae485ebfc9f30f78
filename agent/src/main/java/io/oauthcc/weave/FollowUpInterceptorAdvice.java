package io.oauthcc.weave;

import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * Woven into {@code RetryAndFollowUpInterceptor.intercept}: the one loop, on one thread, in which
 * all hops of a call are sent and answered.
 */
final class FollowUpInterceptorAdvice {

  private FollowUpInterceptorAdvice() {}

  /** Returns the call around this one. */
  @Advice.OnMethodEnter
  static @Nullable Object enter() {
    OauthccHook hook = OauthccHook.agent;
    return hook == null ? null : hook.beginCall();
  }

  /** Runs also when the call failed. */
  @Advice.OnMethodExit(onThrowable = Throwable.class, backupArguments = false)
  static void exit(@Advice.Enter @Nullable Object around) {
    OauthccHook hook = OauthccHook.agent;
    if (hook != null) {
      hook.endCall(around);
    }
  }
}
