package io.oauthcc.it.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.oauthcc.it.Finished;
import io.oauthcc.it.ForkedJvm;
import io.oauthcc.it.Jdk;
import io.oauthcc.it.Jdks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A program named like a tool of the JDK")
final class ToolNamesTest {

  /** As the one of JAX-WS, from Maven Central. */
  private static final String SOURCE =
      """
      package com.sun.tools.ws;

      public final class WsImport {
        public static void main(String[] arguments) throws Exception {
          System.out.println(
              ((java.net.HttpURLConnection) new java.net.URL(arguments[0]).openConnection())
                  .getResponseCode());
        }
      }
      """;

  static List<Jdk> jdks() {
    return Jdks.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  @DisplayName("has the agent if it is none, and has it not if it is one")
  void isOneIfTheJdkHoldsIt(Jdk jdk, @TempDir Path folder) throws IOException {
    Path source = Files.writeString(folder.resolve("WsImport.java"), SOURCE);
    int compiled =
        ToolProvider.findFirst("javac")
            .orElseThrow()
            .run(
                System.out,
                System.err,
                "--release",
                "8",
                "-nowarn",
                "-Xlint:-options",
                "-d",
                folder.toString(),
                source.toString());
    assertThat(compiled).isZero();
    try (World world = new World(folder)) {
      Finished application =
          ForkedJvm.java(jdk)
              .with(world.agent())
              .classPath(List.of(folder))
              .with("com.sun.tools.ws.WsImport", world.url("/a"))
              .run();
      // Silent only where it is inert: this one would warn.
      Finished tool =
          ForkedJvm.java(jdk)
              .with(world.warningAgent())
              .classPath(List.of(folder))
              .with("sun.security.tools.keytool.Main", "-help")
              .run();

      assertThat(application.out()).as("%s", application).containsExactly("200");
      assertThat(tool.log()).as("%s", tool).isEmpty();
    }
  }
}
