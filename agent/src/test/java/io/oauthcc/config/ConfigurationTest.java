package io.oauthcc.config;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A test that reads configurations. Each method has a folder of its own for them. */
abstract class ConfigurationTest {

  /** Where they are. */
  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  protected Path directory;

  /** What is configured, and where. */
  @SuppressWarnings("NullAway.Init") // set before each test
  protected ConfigurationSources sources;

  @BeforeEach
  void prepareSources() throws IOException {
    sources = new ConfigurationSources(directory);
  }
}
