package io.oauthcc.weave;

import net.bytebuddy.asm.Advice;

/** Advice that leaves a method before it runs, with the default result. */
final class SkippingAdvice {

  private SkippingAdvice() {}

  @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
  static boolean enter(@Advice.Argument(0) double start) {
    while (start > 10) {
      return start > 11;
    }
    return false;
  }
}
