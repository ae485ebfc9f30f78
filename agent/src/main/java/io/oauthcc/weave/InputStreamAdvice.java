package io.oauthcc.weave;

import java.net.HttpRetryException;
import java.net.URL;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;
import sun.net.www.MessageHeader;

/**
 * Woven into {@code HttpURLConnection.getInputStream0()}: the one loop, on one thread, in which all
 * hops of a call are answered.
 *
 * <p>A body that is streamed has been sent before, and its refusal leaves the loop at once.
 */
final class InputStreamAdvice {

  private InputStreamAdvice() {}

  /** Returns the call around this one. */
  @Advice.OnMethodEnter
  static @Nullable Object enter(
      @Advice.FieldValue("requests") MessageHeader requests,
      @Advice.FieldValue("rememberedException") @Nullable Exception failedBefore) {
    OauthccHook hook = OauthccHook.agent;
    if (hook == null) {
      return null;
    }
    Object around = hook.beginCall();
    if (failedBefore == null) {
      hook.sent(requests.findValue("Authorization"));
    }
    return around;
  }

  /** Runs also when the call failed. */
  @Advice.OnMethodExit(onThrowable = Throwable.class)
  static void exit(
      @Advice.Enter @Nullable Object around,
      @Advice.Thrown @Nullable Throwable failure,
      @Advice.FieldValue("url") URL url) {
    OauthccHook hook = OauthccHook.agent;
    if (hook == null) {
      return;
    }
    if (failure instanceof HttpRetryException) {
      hook.answered(
          url.getProtocol(),
          url.getHost(),
          url.getPort(),
          url.getPath(),
          url.getQuery(),
          ((HttpRetryException) failure).responseCode(),
          false);
    }
    hook.endCall(around);
  }
}
