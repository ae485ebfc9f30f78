package io.oauthcc.weave;

import java.net.URI;
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
  @SuppressWarnings("UnusedVariable") // The variable is read on exit.
  @Advice.OnMethodEnter
  static HttpRequestImpl enter(
      @Advice.Argument(0) HttpRequestImpl request,
      @Advice.Local("prepared") @Nullable String prepared) {
    List<String> values = request.getSystemHeadersBuilder().map().get("Authorization");
    prepared = values == null || values.isEmpty() ? null : values.get(0);
    return request;
  }

  @Advice.OnMethodExit
  static void exit(
      @Advice.Enter HttpRequestImpl request, @Advice.Local("prepared") @Nullable String prepared) {
    OauthccHook hook = OauthccHook.agent;
    URI uri = request.uri();
    if (hook == null || uri == null || prepared == null) {
      return;
    }
    List<String> values = request.getSystemHeadersBuilder().map().get("Authorization");
    String existing = values == null || values.isEmpty() ? null : values.get(0);
    if (existing == null || existing.equals(prepared)) {
      return;
    }
    String onWire =
        hook.onWire(
            uri.getScheme(),
            uri.getHost(),
            uri.getPort(),
            uri.getRawPath(),
            uri.getRawQuery(),
            existing,
            prepared);
    if (onWire != null) {
      request.setSystemHeader("Authorization", onWire);
    }
  }
}
