package io.oauthcc.weave;

import java.net.URL;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;
import sun.net.www.protocol.http.AuthenticationHeader;
import sun.net.www.protocol.http.AuthenticationInfo;
import sun.net.www.protocol.http.HttpURLConnection;
import sun.net.www.protocol.https.AbstractDelegateHttpsURLConnection;

/**
 * {@link ServerAuthenticationAdvice} for Java 9 to 20, where one cache serves every {@code
 * Authenticator}.
 */
final class KeyedServerAuthenticationAdvice {

  private KeyedServerAuthenticationAdvice() {}

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
      @Advice.This HttpURLConnection connection,
      @Advice.Local("isQuestion") boolean isQuestion,
      @Advice.FieldValue("url") URL url,
      @Advice.Return(readOnly = false) @Nullable AuthenticationInfo result) {
    if (isQuestion) {
      AuthenticationInfo cached =
          AuthenticationInfo.getServerAuth(url, connection.getAuthenticatorKey());
      if (cached != null && cached.supportsPreemptiveAuthorization()) {
        result = cached;
      }
    }
  }
}
