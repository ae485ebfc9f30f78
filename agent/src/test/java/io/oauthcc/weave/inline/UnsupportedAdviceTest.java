package io.oauthcc.weave.inline;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What would mean something else here than to Byte Buddy is refused, when it is read or woven. */
@SuppressWarnings("UnusedVariable") // What advice asks for is enough.
class UnsupportedAdviceTest {

  @ParameterizedTest
  @ValueSource(
      classes = {
        SuppressesExceptions.class,
        AsksForAnArgumentOnExit.class,
        AsksForAllArguments.class,
        HasAPlainParameter.class,
        WritesWhatIsReadOnly.class,
        HasALambda.class,
        ReturnsOnExit.class,
        AsksForAnUnknownField.class,
        AsksForAnotherType.class,
        AsksForAnArgumentThatIsNotThere.class,
        CountsAParameterUp.class,
      })
  void is_refused(Class<?> advice) {
    assertThatThrownBy(() -> weave(advice)).isInstanceOf(UnsupportedAdviceException.class);
  }

  private static byte[] weave(Class<?> advice) throws IOException {
    WovenClass woven = WovenClass.of(classFile(Woven.class), field -> null);
    woven.advise("twice", AdviceClass.of(classFile(advice)));
    return woven.toByteArray();
  }

  private static byte[] classFile(Class<?> type) throws IOException {
    try (InputStream in =
        type.getResourceAsStream("/" + type.getName().replace('.', '/') + ".class")) {
      return Objects.requireNonNull(in).readAllBytes();
    }
  }

  static final class Woven {
    final int field = 1;

    int twice(int number) {
      return 2 * number * field;
    }
  }

  static final class SuppressesExceptions {
    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter() {}
  }

  static final class AsksForAnArgumentOnExit {
    @Advice.OnMethodExit
    static void exit(@Advice.Argument(0) int number) {}
  }

  static final class AsksForAllArguments {
    @Advice.OnMethodEnter
    static int enter(@Advice.AllArguments Object[] all) {
      return all.length;
    }
  }

  static final class HasAPlainParameter {
    @Advice.OnMethodEnter
    static int enter(int number) {
      return number;
    }
  }

  static final class WritesWhatIsReadOnly {
    @Advice.OnMethodEnter
    static void enter(@Advice.Argument(0) int number) {
      number = 3;
    }
  }

  static final class HasALambda {
    @Advice.OnMethodEnter
    static Runnable enter() {
      return () -> {};
    }
  }

  static final class ReturnsOnExit {
    @Advice.OnMethodExit
    static int exit() {
      return 3;
    }
  }

  static final class AsksForAnUnknownField {
    @Advice.OnMethodEnter
    static int enter(@Advice.FieldValue("field") int field) {
      return field;
    }
  }

  static final class AsksForAnotherType {
    @Advice.OnMethodEnter
    static long enter(@Advice.Argument(0) long number) {
      return number;
    }
  }

  static final class AsksForAnArgumentThatIsNotThere {
    @Advice.OnMethodEnter
    static @Nullable Object enter(@Advice.Argument(3) Object number) {
      return number;
    }
  }

  static final class CountsAParameterUp {
    @Advice.OnMethodEnter
    static void enter(@Advice.Argument(value = 0, readOnly = false) int number) {
      number++;
    }
  }
}
