package io.oauthcc.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Methods that no client has yet, run after both ways of weaving. */
class OddMethodsTest {

  private static final Client CLIENT =
      new Client(
          "odd",
          null,
          new AdvisedMethod[] {
            new AdvisedMethod(
                OddMethods.NAME, "mixed", ")I", MixedAdvice.class.getName().replace('.', '/')),
            new AdvisedMethod(
                OddMethods.NAME,
                "skippable",
                ")D",
                SkippingAdvice.class.getName().replace('.', '/')),
            new AdvisedMethod(
                OddMethods.NAME,
                "replaceable",
                ")D",
                ReplacingAdvice.class.getName().replace('.', '/'))
          },
          new String[] {
            OddMethods.NAME + ".number:J",
            OddMethods.NAME + ".static count:I",
            OddMethods.NAME + ".text:Ljava/lang/String;"
          });

  @ParameterizedTest
  @ValueSource(ints = {Opcodes.V1_5, Opcodes.V1_6, Opcodes.V1_8, Opcodes.V11, Opcodes.V17})
  void do_the_same_as_byte_buddy_would_have_them_do(int version) throws Exception {
    byte[] plain = OddMethods.of(version, 9);
    byte[] shrunk = OddMethods.of(version, 1);

    List<String> expected =
        run(ReferenceWeaver.weave(CLIENT, OddMethods.NAME, plain, OddMethodsTest::fileOf));
    List<String> results = run(new Weaver().weave(CLIENT, "", OddMethods.NAME, plain));

    assertThat(results).isEqualTo(expected);
    assertThat(results).anyMatch(result -> result.contains("ArithmeticException"));
    assertThat(results).contains("12.0 -> 0.0, 77.0");
    // Byte Buddy refuses it, since a parameter is something else later.
    assertThat(run(new Weaver().weave(CLIENT, "", OddMethods.NAME, shrunk))).isEqualTo(expected);
  }

  private static byte @Nullable [] fileOf(String className) throws IOException {
    return new ClassFiles(null).read(className);
  }

  private static List<String> run(byte[] classFile) throws Exception {
    Class<?> type = new Definer().define(classFile);
    Field number = type.getDeclaredField("number");
    Field count = type.getDeclaredField("count");
    number.setAccessible(true);
    count.setAccessible(true);
    List<String> results = new ArrayList<>();
    Object odd = type.getConstructor().newInstance();
    for (long choice : new long[] {0, 1, 2, 5000}) {
      for (int from : new int[] {-5, 0, 30, 60, 200}) {
        Object result;
        try {
          result =
              type.getMethod("mixed", Object.class, long.class, int.class)
                  .invoke(odd, "a", choice, from);
        } catch (InvocationTargetException thrown) {
          result = thrown.getCause();
        }
        results.add(
            "%d, %d -> %s, %s, %s"
                .formatted(choice, from, result, number.get(odd), count.get(null)));
      }
    }
    for (double start : new double[] {1, 10.5, 12}) {
      results.add(
          "%s -> %s, %s"
              .formatted(
                  start,
                  type.getMethod("skippable", double.class, long.class).invoke(null, start, 3L),
                  type.getMethod("replaceable", double.class, long.class).invoke(null, start, 3L)));
    }
    return results;
  }

  private static final class Definer extends ClassLoader {

    Class<?> define(byte[] classFile) {
      return defineClass(null, classFile, 0, classFile.length);
    }
  }
}
