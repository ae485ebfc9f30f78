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

  private final boolean enabled;
  private final List<String> mainClasses;
  private final @Nullable OnConfigError onConfigError;
  private final @Nullable LogLevel logLevel;
  private final @Nullable File logFile;
  private final Set<String> disabledClients;
  private final boolean dryRun;
  private final boolean prefetch;
  private final List<Registration> registrations;
  private final List<String> warnings;

  Configuration(
      boolean enabled,
      List<String> mainClasses,
      @Nullable OnConfigError onConfigError,
      @Nullable LogLevel logLevel,
      @Nullable File logFile,
      Set<String> disabledClients,
      boolean dryRun,
      boolean prefetch,
      List<Registration> registrations,
      List<String> warnings) {
    this.enabled = enabled;
    this.mainClasses = Collections.unmodifiableList(new ArrayList<>(mainClasses));
    this.onConfigError = onConfigError;
    this.logLevel = logLevel;
    this.logFile = logFile;
    this.disabledClients = Collections.unmodifiableSet(new HashSet<>(disabledClients));
    this.dryRun = dryRun;
    this.prefetch = prefetch;
    this.registrations = Collections.unmodifiableList(new ArrayList<>(registrations));
    this.warnings = Collections.unmodifiableList(new ArrayList<>(warnings));
  }

  /** False: the agent does nothing at all, and nothing else here was read. */
  public boolean enabled() {
    return enabled;
  }

  /** Main classes or jar names in which the agent acts; empty means any. */
  public List<String> mainClasses() {
    return mainClasses;
  }

  /** What a configuration error does. */
  public OnConfigError onConfigError() {
    return onConfigError == null ? OnConfigError.ABORT : onConfigError;
  }

  /** The log's threshold. */
  public LogLevel logLevel() {
    return logLevel == null ? LogLevel.INFO : logLevel;
  }

  /** Where the log goes; null means standard error. */
  public @Nullable File logFile() {
    return logFile;
  }

  /** Clients not to weave, by the name in {@code instrumentation.<client>.enabled}. */
  public Set<String> disabledClients() {
    return disabledClients;
  }

  /** True: hops are matched and tokens fetched, but no header is put on. */
  public boolean dryRun() {
    return dryRun;
  }

  /** True: each registration's token is fetched before a hop asks for it. */
  public boolean prefetch() {
    return prefetch;
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
