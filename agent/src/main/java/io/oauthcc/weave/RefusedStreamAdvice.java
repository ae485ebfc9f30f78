package io.oauthcc.weave;

import java.net.HttpRetryException;
import java.net.ProtocolException;
import java.net.URL;
import java.util.Collections;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;
import sun.net.www.MessageHeader;
import sun.net.www.protocol.http.HttpURLConnection;
import sun.net.www.protocol.https.AbstractDelegateHttpsURLConnection;

/**
 * Woven into {@code HttpURLConnection.getInputStream0()}, which the refusal of a streamed body
 * leaves at once, and into {@code getOutputStream0()}, where one that waits for {@code 100
 * Continue} is refused before it is sent. Neither is sent again here: only the token is given up.
 */
final class RefusedStreamAdvice {

  private RefusedStreamAdvice() {}

  /** Returns whether the call has failed before. */
  @Advice.OnMethodEnter
  static boolean enter(@Advice.FieldValue("rememberedException") @Nullable Exception remembered) {
    return remembered != null;
  }

  /** Runs also when the call failed. */
  @Advice.OnMethodExit(onThrowable = Throwable.class)
  static void exit(
      @Advice.This HttpURLConnection connection,
      @Advice.Enter boolean failedBefore,
      @Advice.Thrown @Nullable Throwable failure,
      @Advice.FieldValue("requests") MessageHeader requests,
      @Advice.FieldValue("url") URL url,
      @Advice.FieldValue("responseCode") int lastStatus) {
    OauthccHook hook = OauthccHook.agent;
    if (hook == null || failure == null || failedBefore || !connection.streaming()) {
      return;
    }
    int status =
        failure instanceof HttpRetryException
            ? ((HttpRetryException) failure).responseCode()
            : failure instanceof ProtocolException ? lastStatus : -1;
    if (status >= 400) {
      hook.answered(
          hook.place(url, connection instanceof AbstractDelegateHttpsURLConnection),
          connection,
          Collections.singletonList(requests.findValue("Authorization")),
          status,
          false);
    }
  }
}
