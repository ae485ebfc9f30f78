package io.oauthcc.weave;

import java.net.http.HttpHeaders;
import java.util.List;
import jdk.internal.net.http.HttpRequestImpl;
import jdk.internal.net.http.common.HttpHeadersBuilder;
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
    List<String> own = headers.map().get("Authorization");
    if (hook == null || own == null) {
      return;
    }
    List<String> added = request.getSystemHeadersBuilder().map().get("Authorization");
    String prepared = added == null || added.isEmpty() ? null : added.get(0);
    if (hook.onWire(hook.place(request.uri()), own, prepared, null) != own) {
      HttpHeadersBuilder others = new HttpHeadersBuilder();
      others.map().putAll(headers.map());
      others.map().remove("Authorization");
      headers = others.build();
    }
  }
}
