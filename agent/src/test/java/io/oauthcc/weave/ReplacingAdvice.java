package io.oauthcc.weave;

import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** Advice that leaves a method before it runs, with a result of its own. */
final class ReplacingAdvice {

  private ReplacingAdvice() {}

  @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
  static @Nullable Object enter(@Advice.Argument(0) double start) {
    return start > 10 ? "skip" : null;
  }

  @Advice.OnMethodExit
  static void exit(
      @Advice.Enter @Nullable Object entered, @Advice.Return(readOnly = false) double result) {
    if (entered != null) {
      result = 77;
    }
  }
}
