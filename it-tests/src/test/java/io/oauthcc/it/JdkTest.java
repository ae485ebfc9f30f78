package io.oauthcc.it;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/** A test that runs on several JDKs, each time with a folder of its own. */
public abstract class JdkTest {

  /** The one it runs on. */
  @SuppressWarnings("NullAway.Init") // JUnit sets it before each test
  @Parameter
  protected Jdk jdk;

  /** For its files. */
  @SuppressWarnings("NullAway.Init") // JUnit sets it before each test
  @TempDir
  protected Path folder;
}
