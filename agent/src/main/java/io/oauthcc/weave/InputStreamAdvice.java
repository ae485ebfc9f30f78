package io.oauthcc.weave;

import java.net.HttpRetryException;
import java.net.URL;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;
import sun.net.www.MessageHeader;
import sun.net.www.protocol.http.HttpURLConnection;
import sun.net.www.protocol.https.AbstractDelegateHttpsURLConnection;

/**
 * Woven into {@code HttpURLConnection.getInputStream0()}: the one loop, on one thread, in which all
 * hops of a call are answered.
 *
 * <p>A body that is streamed has been sent before, and its refusal leaves the loop at once. The
 * header that it had stays on such a connection.
 */
final class InputStreamAdvice {

  private InputStreamAdvice() {}

  /** Returns the call around this one. */
  @SuppressWarnings("UnusedVariable") // One variable is read on exit.
  @Advice.OnMethodEnter
  static @Nullable Object enter(
      @Advice.FieldValue("rememberedException") @Nullable Exception remembered,
      @Advice.Local("failedBefore") boolean failedBefore) {
    failedBefore = remembered != null;
    OauthccHook hook = OauthccHook.agent;
    return hook == null ? null : hook.beginCall();
  }

  /** Runs also when the call failed. */
  @Advice.OnMethodExit(onThrowable = Throwable.class)
  static void exit(
      @Advice.This HttpURLConnection connection,
      @Advice.Enter @Nullable Object around,
      @Advice.Local("failedBefore") boolean failedBefore,
      @Advice.Thrown @Nullable Throwable failure,
      @Advice.FieldValue("requests") MessageHeader requests,
      @Advice.FieldValue("url") URL url) {
    OauthccHook hook = OauthccHook.agent;
    if (hook == null) {
      return;
    }
    if (failure instanceof HttpRetryException && !failedBefore) {
      boolean isTls = connection instanceof AbstractDelegateHttpsURLConnection;
      hook.rejected(
          OauthccHook.scheme(url.getProtocol(), isTls),
          url.getHost(),
          url.getPort(),
          url.getPath(),
          url.getQuery(),
          requests.findValue("Authorization"),
          ((HttpRetryException) failure).responseCode(),
          false);
    }
    hook.endCall(around);
  }
}
