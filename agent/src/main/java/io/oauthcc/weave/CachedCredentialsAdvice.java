package io.oauthcc.weave;

import java.util.List;
import jdk.internal.net.http.HttpRequestImpl;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * Woven into {@code AuthenticationFilter.request}, which a hop passes after {@link
 * ResponseAsyncAdvice}: credentials that the client got from its {@code Authenticator} before take
 * the place of what is on the hop there. Puts ours back where it replaces them.
 */
final class CachedCredentialsAdvice {

  private CachedCredentialsAdvice() {}

  /** Returns the hop's request. */
  @SuppressWarnings("UnusedVariable") // The variables are read on exit.
  @Advice.OnMethodEnter
  static HttpRequestImpl enter(
      @Advice.Argument(0) HttpRequestImpl request,
      @Advice.Argument(1) Object ofCall,
      @Advice.Local("call") @Nullable Object call,
      @Advice.Local("prepared") @Nullable List<String> prepared) {
    call = ofCall;
    prepared = request.getSystemHeadersBuilder().map().get("Authorization");
    return request;
  }

  @Advice.OnMethodExit
  static void exit(
      @Advice.Enter HttpRequestImpl request,
      @Advice.Local("call") @Nullable Object call,
      @Advice.Local("prepared") @Nullable List<String> prepared) {
    OauthccHook hook = OauthccHook.agent;
    List<String> now = request.getSystemHeadersBuilder().map().get("Authorization");
    if (hook == null || prepared == null || prepared.equals(now)) {
      return;
    }
    if (hook.displaces(hook.place(request.uri()), call, prepared)) {
      request.setSystemHeader("Authorization", prepared.get(0));
    }
  }
}
