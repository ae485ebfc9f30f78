package io.oauthcc.weave;

import net.bytebuddy.asm.Advice;
import okhttp3.Request;

/**
 * Woven into the codecs' {@code writeRequestHeaders}: where {@link InterceptorAdvice} hands a copy
 * of the request down, it is written instead. The application never gets to see it.
 */
final class CodecAdvice {

  private CodecAdvice() {}

  @Advice.OnMethodEnter
  static void enter(@Advice.Argument(value = 0, readOnly = false) Request request) {
    Object onWire = OauthccHook.handed();
    // Made for this very hop, or not written.
    if (onWire instanceof Request && ((Request) onWire).url() == request.url()) {
      request = (Request) onWire;
    }
  }
}
