package io.oauthcc.weave;

import java.net.URL;
import java.util.Collections;
import java.util.List;
import net.bytebuddy.asm.Advice;
import sun.net.www.MessageHeader;
import sun.net.www.protocol.http.HttpURLConnection;
import sun.net.www.protocol.https.AbstractDelegateHttpsURLConnection;

/**
 * Woven into {@code HttpURLConnection.getServerAuthentication}, which a 401 leads to where the body
 * can be sent again. Leaves it before the application's {@code Authenticator} is asked if {@link
 * FollowRedirectAdvice}, next in the loop, is going to send the hop once more, or if ours would
 * take the place of what the {@code Authenticator} answers.
 */
final class ServerAuthenticationAdvice {

  private ServerAuthenticationAdvice() {}

  /** Returns whether the method is left at once. */
  @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
  static boolean enter(
      @Advice.This HttpURLConnection connection,
      @Advice.FieldValue("requests") MessageHeader requests,
      @Advice.FieldValue("maxRedirects") int limit,
      @Advice.FieldValue("url") URL url) {
    OauthccHook hook = OauthccHook.agent;
    if (hook == null) {
      return false;
    }
    Object place = hook.place(url, connection instanceof AbstractDelegateHttpsURLConnection);
    List<String> sent = Collections.singletonList(requests.findValue("Authorization"));
    return hook.answered(place, connection, sent, 401, hook.marks(connection) + 1 < limit)
        || hook.displaces(place, connection, sent);
  }
}
