package io.oauthcc.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.Test;

class ReachableTest {

  private final Map<String, byte[]> libraries =
      Map.of(
          "lib/Base.class", classThatNames("x"),
          "lib/Named.class", classThatNames("lib/Base"),
          "lib/Argument$1.class", classThatNames("x"),
          "lib/Service.class", classThatNames("x"),
          "lib/Unnamed.class", classThatNames("lib/AlsoUnnamed"),
          "lib/AlsoUnnamed.class", classThatNames("x"),
          "META-INF/services/lib.Any", "# one\nlib.Service\n".getBytes(StandardCharsets.UTF_8));

  @Test
  void whatIsNamedByWhatIsReachedShips() {
    assertThat(Reachable.of(Map.of("own/A.class", classThatNames("lib/Named")), libraries))
        .containsOnlyKeys(
            "own/A.class",
            "lib/Named.class",
            "lib/Base.class",
            "lib/Service.class",
            "META-INF/services/lib.Any");
  }

  @Test
  void aNameInADescriptorOrInATextCounts() {
    for (String text :
        new String[] {
          "lib.Argument$1",
          "(ILlib/Argument$1;)V",
          "[[Llib/Argument$1;",
          "Ljava/util/List<+Llib/Argument$1;>;",
          "cannot load lib.Argument$1, as"
        }) {
      assertThat(Reachable.of(Map.of("own/A.class", classThatNames(text)), libraries))
          .as(text)
          .containsKey("lib/Argument$1.class");
    }
  }

  @Test
  void allThatIsTheAgentsOwnShips() {
    assertThat(Reachable.of(Map.of("own/A.class", classThatNames("x")), Map.of()))
        .containsOnlyKeys("own/A.class");
  }

  private static byte[] classThatNames(String text) {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(Opcodes.V1_8, 0, "own/A", null, "java/lang/Object", null);
    writer.visitField(0, "field", "I", text, null).visitEnd();
    return writer.toByteArray();
  }
}
