package io.oauthcc.weave;

import java.net.ProtocolException;
import java.net.URL;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;
import sun.net.www.MessageHeader;
import sun.net.www.protocol.http.HttpURLConnection;
import sun.net.www.protocol.https.AbstractDelegateHttpsURLConnection;

/**
 * Woven into {@code HttpURLConnection.getOutputStream0()}, where a streamed body that waits for
 * {@code 100 Continue} is refused before it is sent. It is not sent again here: only the token is
 * given up.
 */
final class OutputStreamAdvice {

  private OutputStreamAdvice() {}

  @Advice.OnMethodExit(onThrowable = Throwable.class)
  static void exit(
      @Advice.This HttpURLConnection connection,
      @Advice.Thrown @Nullable Throwable failure,
      @Advice.FieldValue("requests") MessageHeader requests,
      @Advice.FieldValue("url") URL url,
      @Advice.FieldValue("responseCode") int status) {
    OauthccHook hook = OauthccHook.agent;
    if (hook != null && failure instanceof ProtocolException && connection.streaming()) {
      boolean isTls = connection instanceof AbstractDelegateHttpsURLConnection;
      hook.rejected(
          OauthccHook.scheme(url.getProtocol(), isTls),
          url.getHost(),
          url.getPort(),
          url.getPath(),
          url.getQuery(),
          requests.findValue("Authorization"),
          status,
          false);
    }
  }
}
