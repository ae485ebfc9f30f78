package io.oauthcc.weave;

import java.net.URL;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;
import sun.net.www.protocol.http.AuthenticationHeader;
import sun.net.www.protocol.http.AuthenticationInfo;

/** {@link KnownPasswordAdvice} for Java 8, where all connections have one {@code Authenticator}. */
final class OldKnownPasswordAdvice {

  private OldKnownPasswordAdvice() {}

  /** Returns whether woven code asks. */
  @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
  static boolean enter(@Advice.Argument(0) @Nullable AuthenticationHeader challenge) {
    return challenge == null;
  }

  /** Answers it. */
  @Advice.OnMethodExit
  static void exit(
      @Advice.Enter boolean isQuestion,
      @Advice.FieldValue("url") URL url,
      @Advice.Return(readOnly = false) @Nullable AuthenticationInfo result) {
    if (isQuestion) {
      AuthenticationInfo known = AuthenticationInfo.getServerAuth(url);
      result = known != null && known.supportsPreemptiveAuthorization() ? known : null;
    }
  }
}
