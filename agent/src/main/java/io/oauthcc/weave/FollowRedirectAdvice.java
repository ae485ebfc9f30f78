package io.oauthcc.weave;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.List;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;
import sun.net.www.MessageHeader;
import sun.net.www.protocol.http.HttpURLConnection;
import sun.net.www.protocol.https.AbstractDelegateHttpsURLConnection;

/**
 * Woven into {@code HttpURLConnection.followRedirect()}, which every answer passes that is not to
 * be authenticated: a hop that is sent once more is a redirect to where it was sent before. It
 * counts as one, and none is made that the client would take for one too many.
 *
 * <p>The JDK has taken the header off by then, but for a body that is streamed.
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
    int status = hook == null ? 0 : connection.getResponseCode();
    if (hook == null || status < 400) {
      return false;
    }
    Object place = hook.place(url, connection instanceof AbstractDelegateHttpsURLConnection);
    List<String> sent =
        connection.streaming()
            ? Collections.singletonList(requests.findValue("Authorization"))
            : null;
    boolean replayable = sent == null && hook.marks(connection) + 1 < limit;
    return hook.answered(place, connection, sent, status, replayable);
  }

  /**
   * Closes the connection, as the JDK does before it authenticates, and forgets the answer, as it
   * does before it follows a redirect; the loop opens another.
   */
  @Advice.OnMethodExit
  static void exit(
      @Advice.Enter boolean again,
      @Advice.This HttpURLConnection connection,
      @Advice.FieldValue("setRequests") boolean hasHeaders,
      @Advice.FieldValue(value = "inputStream", readOnly = false) @Nullable InputStream answer,
      @Advice.FieldValue("responses") MessageHeader answerHeaders,
      @Advice.Return(readOnly = false) boolean result) {
    OauthccHook hook = OauthccHook.agent;
    if (again) {
      // Or a call that fails from here on would be shown with the status of the refusal.
      answerHeaders.reset();
      // An answer that is still open would be read to its end first.
      answer = null;
      connection.disconnect();
      result = true;
    } else if (result && !hasHeaders && hook != null) {
      // A hop that HopAdvice takes for the first.
      hook.mark(connection);
    }
  }
}
