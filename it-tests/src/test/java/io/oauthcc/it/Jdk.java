package io.oauthcc.it;

import java.nio.file.Path;

/**
 * A JDK on this machine.
 *
 * @param feature the feature version: 8, 11, 17, …
 * @param home its JAVA_HOME
 */
public record Jdk(int feature, Path home) {

  /** The launcher of one of its tools. */
  public Path tool(String name) {
    return home.resolve("bin").resolve(name);
  }

  @Override
  public String toString() {
    return "JDK " + feature;
  }
}
