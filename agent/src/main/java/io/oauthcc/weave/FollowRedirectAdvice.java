package io.oauthcc.weave;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;
import sun.net.www.MessageHeader;
import sun.net.www.protocol.http.HttpURLConnection;
import sun.net.www.protocol.https.AbstractDelegateHttpsURLConnection;

/**
 * Woven into {@code HttpURLConnection.followRedirect()}, which every answer passes that is not to
 * be authenticated: a hop that is sent once more is a redirect to where it was sent before. It
 * counts as one, and none is made that the client would take for one too many.
 */
final class FollowRedirectAdvice {

  private FollowRedirectAdvice() {}

  /** Returns whether the hop is sent once more. */
  @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
  static boolean enter(
      @Advice.This HttpURLConnection connection,
      @Advice.FieldValue("requests") MessageHeader requests,
      @Advice.FieldValue("maxRedirects") int limit,
      @Advice.FieldValue("url") URL url)
      throws IOException {
    OauthccHook hook = OauthccHook.agent;
    if (hook == null) {
      return false;
    }
    int status = connection.getResponseCode();
    if (status < 400) {
      return false;
    }
    boolean isTls = connection instanceof AbstractDelegateHttpsURLConnection;
    String scheme = OauthccHook.scheme(url.getProtocol(), isTls);
    String host = url.getHost();
    int port = url.getPort();
    String path = url.getPath();
    String query = url.getQuery();
    return connection.streaming()
        ? hook.rejected(
            scheme, host, port, path, query, requests.findValue("Authorization"), status, false)
        : hook.answered(scheme, host, port, path, query, status, hook.hops() < limit);
  }

  /**
   * Closes the connection, as the JDK does before it authenticates, and forgets the answer, as it
   * does before it follows a redirect; the loop opens another.
   */
  @Advice.OnMethodExit
  static void exit(
      @Advice.Enter boolean again,
      @Advice.This HttpURLConnection connection,
      @Advice.FieldValue(value = "inputStream", readOnly = false) @Nullable InputStream answer,
      @Advice.FieldValue("responses") MessageHeader answerHeaders,
      @Advice.Return(readOnly = false) boolean result) {
    if (again) {
      // Or a call that fails from here on would be shown with the status of the refusal.
      answerHeaders.reset();
      // An answer that is still open would be read to its end first.
      answer = null;
      connection.disconnect();
      result = true;
    }
  }
}
