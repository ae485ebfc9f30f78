package io.oauthcc.weave;

import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner.Typing;

/** Advice with every kind of parameter, of every size, and branches of its own. */
final class MixedAdvice {

  private MixedAdvice() {}

  @SuppressWarnings("UnusedVariable") // Two variables are read on exit.
  @Advice.OnMethodEnter
  static double enter(
      @Advice.This Object self,
      @Advice.Argument(1) long choice,
      @Advice.Argument(value = 2, readOnly = false) int number,
      @Advice.FieldValue(value = "number", readOnly = false) long field,
      @Advice.FieldValue(value = "count", readOnly = false) int count,
      @Advice.FieldValue(value = "text", typing = Typing.DYNAMIC) Object text,
      @Advice.Local("doubled") long doubled,
      @Advice.Local("halves") double halves,
      @Advice.Local("said") String said) {
    doubled = choice * 2;
    for (int i = 0; i < 3; i++) {
      if (choice > i) {
        halves += 0.5;
      } else {
        said = text == null ? "none" : "some";
      }
    }
    field = field + choice;
    count = count + 1;
    if (self == null) {
      return 9;
    }
    number = number + 1;
    try {
      if (number > 100) {
        throw new IllegalStateException("big");
      }
    } catch (IllegalStateException big) {
      return 1;
    }
    return 2.5;
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, backupArguments = false)
  static void exit(
      @Advice.This Object self,
      @Advice.Enter double entered,
      @Advice.Local("doubled") long doubled,
      @Advice.Local("halves") double halves,
      @Advice.Local("said") String said,
      @Advice.FieldValue(value = "number", readOnly = false) long field,
      @Advice.Return(readOnly = false) int result,
      @Advice.Thrown Throwable thrown) {
    while (doubled > 1000) {
      doubled -= 1000;
    }
    if (thrown != null) {
      field = -1;
    }
    if (said != null && self != null) {
      result += said.length() * 1000;
    }
    result = result + (int) (doubled + halves + entered);
  }
}
