package io.oauthcc.it.startup;

import io.oauthcc.it.AgentFile;
import io.oauthcc.it.ForkedJvm;
import io.oauthcc.it.Jdk;
import java.nio.file.Path;
import java.util.List;

/** A small application on one JDK. */
record Program(Jdk jdk, String mainClass, List<String> arguments) {
  static final Path CLASSES = Path.of(System.getProperty("oauthcc.it.drivers", ""));

  static Program hello(Jdk jdk) {
    return new Program(jdk, "io.oauthcc.it.driver.Hello", List.of());
  }

  static Program get(Jdk jdk, String url) {
    return new Program(jdk, "io.oauthcc.it.driver.Get", List.of(url));
  }

  /** Its command line, with these options for the JVM. */
  ForkedJvm.Builder with(String... options) {
    return ForkedJvm.java(jdk)
        .with(options)
        .classPath(List.of(CLASSES))
        .with(mainClass)
        .with(arguments.toArray(String[]::new));
  }

  /** The option that puts the agent on a JVM. */
  static String agent(Path configuration) {
    return "-javaagent:" + AgentFile.jar() + "=" + configuration;
  }
}
