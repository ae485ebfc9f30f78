package io.oauthcc.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ClassFileVersionTest {

  private static final int JAVA_8 = 52;
  private static final int JAVA_9 = 53;

  @Test
  void everyClassRunsOnJava8ButTheOneThatJava8NeverLoads() throws Exception {
    Path classes =
        Path.of(AgentClassLoader.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Map<String, Integer> newer = new TreeMap<>();
    try (Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
        int version = majorVersion(file);
        if (version != JAVA_8) {
          newer.put(classes.relativize(file).toString(), version);
        }
      }
    }

    assertThat(newer).isEqualTo(Map.of("io/oauthcc/runtime/JavaBaseDefiner.class", JAVA_9));
  }

  private static int majorVersion(Path classFile) throws IOException {
    try (DataInputStream in = new DataInputStream(Files.newInputStream(classFile))) {
      in.readInt();
      in.readUnsignedShort();
      return in.readUnsignedShort();
    }
  }
}
