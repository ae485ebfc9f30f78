package io.oauthcc.weave;

import java.net.URL;
import net.bytebuddy.asm.Advice;

/**
 * Woven into {@code HttpURLConnection.getServerAuthentication}, which a 401 leads to where the body
 * can be sent again. Leaves it before the application's {@code Authenticator} is asked if {@link
 * FollowRedirectAdvice}, next in the loop, is going to send the hop once more.
 */
final class ServerAuthenticationAdvice {

  private ServerAuthenticationAdvice() {}

  /** Returns whether the method is left with null. */
  @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
  static boolean enter(
      @Advice.FieldValue("maxRedirects") int limit, @Advice.FieldValue("url") URL url) {
    OauthccHook hook = OauthccHook.agent;
    return hook != null
        && hook.answered(
            url.getProtocol(),
            url.getHost(),
            url.getPort(),
            url.getPath(),
            url.getQuery(),
            401,
            hook.hops() < limit);
  }
}
