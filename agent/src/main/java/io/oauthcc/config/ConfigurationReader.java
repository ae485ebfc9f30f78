package io.oauthcc.config;

import java.util.Collections;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads the configuration from all its sources, once, and checks it whole. */
public final class ConfigurationReader {

  private ConfigurationReader() {}

  /**
   * Reads the configuration. Without any, the result has no registrations.
   *
   * @param agentArguments what follows {@code -javaagent:oauthcc.jar=}, or null
   * @param laterWarnings told, for as long as the result is in use, about a secret file that can no
   *     longer be read; from any thread
   * @throws ConfigurationException with every problem found
   */
  public static Configuration read(
      @Nullable String agentArguments,
      Properties systemProperties,
      Map<String, String> environment,
      Consumer<String> laterWarnings)
      throws ConfigurationException {
    return new Configuration(
        true,
        Collections.emptyList(),
        OnConfigError.ABORT,
        LogLevel.INFO,
        null,
        Collections.emptySet(),
        Collections.emptyList(),
        Collections.emptyList());
  }
}
