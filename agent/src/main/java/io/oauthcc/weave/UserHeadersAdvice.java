package io.oauthcc.weave;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Objects;
import jdk.internal.net.http.HttpRequestImpl;
import net.bytebuddy.asm.Advice;

/**
 * Woven into {@code HttpRequestImpl.getUserHeaders()}, which the client calls for the wire and no
 * application can: {@code headers()} is another method. Takes the application's value off the hop
 * where ours replaces it, or where it is our token on its way to a foreign host.
 */
final class UserHeadersAdvice {

  private UserHeadersAdvice() {}

  @Advice.OnMethodExit
  static void exit(
      @Advice.This HttpRequestImpl request, @Advice.Return(readOnly = false) HttpHeaders headers) {
    OauthccHook hook = OauthccHook.agent;
    URI uri = request.uri();
    List<String> values = headers.map().get("Authorization");
    if (hook == null || uri == null || values == null) {
      return;
    }
    List<String> added = request.getSystemHeadersBuilder().map().get("Authorization");
    String prepared = added == null || added.isEmpty() ? null : added.get(0);
    for (int i = 0; i < values.size(); i++) {
      String existing = values.get(i);
      String onWire =
          hook.onWire(
              uri.getScheme(),
              uri.getHost(),
              uri.getPort(),
              uri.getRawPath(),
              uri.getRawQuery(),
              existing,
              prepared);
      if (!Objects.equals(onWire, existing)) {
        headers = HttpHeaders.of(headers.map(), hook.allButAuthorization());
        return;
      }
    }
  }
}
