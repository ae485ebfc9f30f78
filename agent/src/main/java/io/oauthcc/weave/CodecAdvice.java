package io.oauthcc.weave;

import java.util.List;
import java.util.Objects;
import net.bytebuddy.asm.Advice;
import okhttp3.HttpUrl;
import okhttp3.Request;

/**
 * Woven into the codecs' {@code writeRequestHeaders}: the request that is written is a copy, which
 * the application never gets to see. Whether the hop goes over TLS is for its connection to say: an
 * interceptor can change the URL after it was made.
 */
final class CodecAdvice {

  private CodecAdvice() {}

  @Advice.OnMethodEnter
  static void enter(@Advice.Argument(value = 0, readOnly = false) Request request) {
    OauthccHook hook = OauthccHook.agent;
    if (hook == null) {
      return;
    }
    HttpUrl url = request.url();
    List<String> values = request.headers("Authorization");
    String prepared = OauthccHook.carried();
    String scheme = hook.isTls() ? "https" : "http";
    int i = 0;
    do {
      String existing = values.isEmpty() ? null : values.get(i);
      String onWire =
          hook.onWire(
              scheme,
              url.host(),
              url.port(),
              url.encodedPath(),
              url.encodedQuery(),
              existing,
              prepared);
      if (!Objects.equals(onWire, existing)) {
        Request.Builder copy = request.newBuilder();
        request =
            (onWire == null
                    ? copy.removeHeader("Authorization")
                    : copy.header("Authorization", onWire))
                .build();
        break;
      }
    } while (++i < values.size());
    hook.sent(request.header("Authorization"));
  }
}
