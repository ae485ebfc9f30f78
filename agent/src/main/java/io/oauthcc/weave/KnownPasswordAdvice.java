package io.oauthcc.weave;

import java.net.URL;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;
import sun.net.www.protocol.http.AuthCacheImpl;
import sun.net.www.protocol.http.AuthenticationHeader;
import sun.net.www.protocol.http.AuthenticationInfo;

/**
 * Woven into {@code HttpURLConnection.getServerAuthentication}, around {@link
 * ServerAuthenticationAdvice}. Without a challenge, as woven code alone calls it, the method
 * returns what the JDK puts on a hop to this URL without being asked: what an {@code Authenticator}
 * said before.
 */
final class KnownPasswordAdvice {

  private KnownPasswordAdvice() {}

  /** Returns whether woven code asks. */
  @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
  static boolean enter(@Advice.Argument(0) @Nullable AuthenticationHeader challenge) {
    return challenge == null;
  }

  /** Answers it. */
  @Advice.OnMethodExit
  static void exit(
      @Advice.Enter boolean isQuestion,
      @Advice.FieldValue("authCache") AuthCacheImpl cache,
      @Advice.FieldValue("url") URL url,
      @Advice.Return(readOnly = false) @Nullable AuthenticationInfo result) {
    if (isQuestion) {
      AuthenticationInfo known = AuthenticationInfo.getServerAuth(url, cache);
      result = known != null && known.supportsPreemptiveAuthorization() ? known : null;
    }
  }
}
