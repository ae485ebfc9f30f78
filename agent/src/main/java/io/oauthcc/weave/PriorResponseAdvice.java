package io.oauthcc.weave;

import net.bytebuddy.asm.Advice;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Woven into {@code Response.Builder.priorResponse}, with which OkHttp puts the answer that led to
 * a hop behind the hop's own: a refusal for which the hop was sent once more never gets there. So
 * nobody sees it: no {@code Authenticator}, which may count answers, no listener, and not the
 * application in the end.
 *
 * <p>OkHttp gives a copy of the answer; what is the same in both is the answer of the network.
 */
final class PriorResponseAdvice {

  private PriorResponseAdvice() {}

  @Advice.OnMethodEnter
  static void enter(@Advice.Argument(value = 0, readOnly = false) @Nullable Response prior) {
    OauthccHook hook = OauthccHook.agent;
    if (hook == null || prior == null) {
      return;
    }
    Response network = prior.networkResponse();
    if (network != null && hook.attached(network) != null) {
      prior = prior.priorResponse();
    }
  }
}
