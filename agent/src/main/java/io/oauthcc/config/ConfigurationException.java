package io.oauthcc.config;

import io.oauthcc.config.Configuration.OnConfigError;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Everything that is wrong with a configuration. Each problem is one line that names the key, its
 * value unless that is secret, where it was set, and what would be right.
 */
public final class ConfigurationException extends Exception {

  private static final long serialVersionUID = 1;

  private final ArrayList<String> problems;
  private final OnConfigError onConfigError;
  private final ArrayList<String> mainClasses;

  ConfigurationException(
      List<String> problems, OnConfigError onConfigError, List<String> mainClasses) {
    super(String.join(System.lineSeparator(), problems));
    this.problems = new ArrayList<>(problems);
    this.onConfigError = onConfigError;
    this.mainClasses = new ArrayList<>(mainClasses);
  }

  /** At least one, in the order of the sources and keys. */
  public List<String> problems() {
    return Collections.unmodifiableList(problems);
  }

  /** What the operator wants done about it; the default if that very key is wrong. */
  public OnConfigError onConfigError() {
    return onConfigError;
  }

  /** As {@link Configuration#mainClasses}: in any other JVM nothing should be said at all. */
  public List<String> mainClasses() {
    return Collections.unmodifiableList(mainClasses);
  }
}
