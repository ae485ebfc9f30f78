package io.oauthcc.config;

import java.io.File;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the operator wants, checked. Immutable. */
public final class Configuration {

  private static final String CLIENT_START = "instrumentation.";
  private static final String CLIENT_END = ".enabled";

  private final Values values;
  private final List<Registration> registrations;
  private final List<String> warnings;

  // Asked about at each hop; a race converts it twice, to the same end.
  private @Nullable LogLevel logLevel;

  Configuration(Values values, List<Registration> registrations, List<String> warnings) {
    this.values = values;
    this.registrations = Collections.unmodifiableList(new ArrayList<>(registrations));
    this.warnings = Collections.unmodifiableList(new ArrayList<>(warnings));
  }

  /** False: the agent does nothing at all, and nothing else here was read. */
  public boolean enabled() {
    return values.isTrue(Key.ENABLED);
  }

  /** Main classes or jar names in which the agent acts; empty means any. */
  public List<String> mainClasses() {
    return values.list(Key.MAIN_CLASS);
  }

  /** What a configuration error does. */
  public OnConfigError onConfigError() {
    return values.word(Key.ON_CONFIG_ERROR, OnConfigError.values());
  }

  /** One before anything is read: every key has its default. */
  public static Configuration unread() {
    return new Configuration(
        new Values(), Collections.<Registration>emptyList(), Collections.<String>emptyList());
  }

  /** The log's threshold. */
  public LogLevel logLevel() {
    LogLevel level = logLevel;
    if (level == null) {
      level = values.word(Key.LOG_LEVEL, LogLevel.values());
      logLevel = level;
    }
    return level;
  }

  /**
   * Where the log goes; null means standard error, also where that is named: the process has it
   * open already, and opened by its path a file would be begun anew.
   */
  public @Nullable File logFile() {
    return logFile(values);
  }

  /** The same, of values that are still to be checked. */
  static @Nullable File logFile(Values values) {
    String path = values.text(Key.LOG_FILE);
    return path == null
            || path.equals("/dev/stderr")
            || path.equals("/dev/fd/2")
            || path.equals("/proc/self/fd/2")
        ? null
        : new File(path);
  }

  /** Clients not to weave, by the name in {@code instrumentation.<client>.enabled}. */
  public Set<String> disabledClients() {
    Set<String> disabled = new HashSet<>();
    for (Key key : Key.values()) {
      String text = key.text();
      if (text.startsWith(CLIENT_START) && !values.isTrue(key)) {
        disabled.add(text.substring(CLIENT_START.length(), text.length() - CLIENT_END.length()));
      }
    }
    return disabled;
  }

  /** True: hops are matched and tokens fetched, but no header is put on. */
  public boolean dryRun() {
    return values.isTrue(Key.DRY_RUN);
  }

  /** True: each registration's token is fetched before a hop asks for it. */
  public boolean prefetch() {
    return values.isTrue(Key.PREFETCH);
  }

  /** Empty if nothing is configured: then nothing is to be woven. */
  public List<Registration> registrations() {
    return registrations;
  }

  /** To be logged at start, each one line without a secret. */
  public List<String> warnings() {
    return warnings;
  }

  @Override
  public String toString() {
    return "configuration of " + registrations;
  }

  /** What a configuration error does to the application. */
  public enum OnConfigError {
    /** Every error is printed and the JVM ends with status 1, before {@code main}. */
    ABORT,
    /** Every error is printed and the application runs without the agent. */
    DISABLE
  }
}
