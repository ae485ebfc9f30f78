package io.oauthcc.weave;

import net.bytebuddy.asm.Advice;
import okhttp3.Interceptor;
import org.jspecify.annotations.Nullable;

/**
 * Woven into {@code RetryAndFollowUpInterceptor.intercept}: the one loop, on one thread, in which
 * all hops of a call are sent and answered. An interceptor of the application's may still have one
 * written on another thread.
 */
final class FollowUpInterceptorAdvice {

  private FollowUpInterceptorAdvice() {}

  /** Returns the call around this one. */
  @Advice.OnMethodEnter
  static @Nullable Object enter(@Advice.Argument(0) Interceptor.Chain chain) {
    OauthccHook hook = OauthccHook.agent;
    return hook == null ? null : hook.beginCall(chain.call());
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
