package io.oauthcc.weave;

import java.net.URL;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;
import sun.net.www.protocol.http.AuthCacheImpl;
import sun.net.www.protocol.http.AuthenticationHeader;
import sun.net.www.protocol.http.AuthenticationInfo;
import sun.net.www.protocol.http.HttpURLConnection;
import sun.net.www.protocol.https.AbstractDelegateHttpsURLConnection;

/**
 * Woven into {@code HttpURLConnection.getServerAuthentication}, which a 401 leads to where the body
 * can be sent again. Leaves it before the application's {@code Authenticator} is asked if {@link
 * FollowRedirectAdvice}, next in the loop, is going to send the hop once more, or if ours would
 * take the place of what the {@code Authenticator} answers.
 *
 * <p>Without a challenge, as woven code alone calls it, the method returns what the JDK puts on a
 * hop to this URL without being asked: what an {@code Authenticator} said before.
 */
final class ServerAuthenticationAdvice {

  private ServerAuthenticationAdvice() {}

  /** Returns whether the method is left at once. */
  @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
  static boolean enter(
      @Advice.This HttpURLConnection connection,
      @Advice.Argument(0) @Nullable AuthenticationHeader challenge,
      @Advice.FieldValue("maxRedirects") int limit,
      @Advice.FieldValue("url") URL url,
      @Advice.Local("isQuestion") boolean isQuestion) {
    isQuestion = challenge == null;
    if (isQuestion) {
      return true;
    }
    OauthccHook hook = OauthccHook.agent;
    if (hook == null) {
      return false;
    }
    boolean isTls = connection instanceof AbstractDelegateHttpsURLConnection;
    String scheme = OauthccHook.scheme(url.getProtocol(), isTls);
    String host = url.getHost();
    int port = url.getPort();
    String path = url.getPath();
    String query = url.getQuery();
    return hook.answered(scheme, host, port, path, query, 401, hook.hops() < limit)
        || hook.displaces(scheme, host, port, path, query, null);
  }

  /** Answers woven code. */
  @Advice.OnMethodExit
  static void exit(
      @Advice.Local("isQuestion") boolean isQuestion,
      @Advice.FieldValue("url") URL url,
      @Advice.FieldValue("authCache") AuthCacheImpl cache,
      @Advice.Return(readOnly = false) @Nullable AuthenticationInfo result) {
    if (isQuestion) {
      AuthenticationInfo cached = AuthenticationInfo.getServerAuth(url, cache);
      if (cached != null && cached.supportsPreemptiveAuthorization()) {
        result = cached;
      }
    }
  }
}
