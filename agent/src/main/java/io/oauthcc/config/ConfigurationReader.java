package io.oauthcc.config;

import io.oauthcc.config.Configuration.OnConfigError;
import io.oauthcc.target.SharedHost;
import io.oauthcc.target.Target;
import io.oauthcc.target.Targets;
import java.io.File;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the configuration from all its sources, once, and checks it whole. Reading one valid
 * registration from a file loads few classes: no regular expressions, no streams, and nothing that
 * is only there to explain a mistake.
 */
public final class ConfigurationReader {

  private static final String CLIENT_START = "instrumentation.";
  private static final String CLIENT_END = ".enabled";

  private final List<String> problems = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private final Values values = new Values(problems);
  private final Consumer<String> laterWarnings;

  private ConfigurationReader(Consumer<String> laterWarnings) {
    this.laterWarnings = laterWarnings;
  }

  /**
   * Reads the configuration. Where no registration key is set in any source, the result has no
   * registrations, whatever global keys say. With {@code enabled=false} nothing else is looked at,
   * and nothing is a problem.
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
    return new ConfigurationReader(laterWarnings)
        .read(agentArguments, systemProperties, environment);
  }

  private Configuration read(
      @Nullable String agentArguments, Properties properties, Map<String, String> environment)
      throws ConfigurationException {
    SettingsReader reader = new SettingsReader(environment, problems);
    Settings settings = reader.settings();
    reader.readAgentArguments(agentArguments);
    reader.readSystemProperties(properties);
    reader.readEnvironment();
    if (isEnabled(settings)) {
      reader.readFile();
    }
    if (!isEnabled(settings)) {
      return new Configuration(
          false,
          Collections.<String>emptyList(),
          null,
          null,
          null,
          Collections.<String>emptySet(),
          false,
          false,
          Collections.<Registration>emptyList(),
          Collections.<String>emptyList());
    }
    reader.readNamedEnvironment();
    values.bool(settings.unnamed(Key.ENABLED), true);
    List<String> mainClasses = values.list(settings.unnamed(Key.MAIN_CLASS));
    Setting onError = settings.unnamed(Key.ON_CONFIG_ERROR);
    OnConfigError onConfigError = onError == null ? null : Choices.onConfigError(onError, values);
    Setting level = settings.unnamed(Key.LOG_LEVEL);
    LogLevel logLevel = level == null ? null : Choices.logLevel(level, values);
    File logFile = logFile(settings.unnamed(Key.LOG_FILE));
    Set<String> disabledClients = disabledClients(settings);
    boolean dryRun = values.bool(settings.unnamed(Key.DRY_RUN), false);
    boolean prefetch = values.bool(settings.unnamed(Key.PREFETCH), false);
    List<Registration> registrations =
        registrations(settings, Registration.propertiesOfJre(properties));
    List<String> otherVariables = reader.otherVariables();
    if (otherVariables != null) {
      // Where something is missing, one of them may have been meant for it.
      (problems.isEmpty() ? warnings : problems).add(UnknownName.others(otherVariables));
    }
    warnAboutOddValues(settings);
    if (!problems.isEmpty()) {
      Complaint.raise(problems, onConfigError, mainClasses);
    }
    return new Configuration(
        true,
        mainClasses,
        onConfigError,
        logLevel,
        logFile,
        disabledClients,
        dryRun,
        prefetch,
        registrations,
        warnings);
  }

  private static boolean isEnabled(Settings settings) {
    Setting setting = settings.unnamed(Key.ENABLED);
    return setting == null || !setting.value().equalsIgnoreCase("false");
  }

  private @Nullable File logFile(@Nullable Setting setting) {
    String path = values.text(setting);
    if (setting == null || path == null) {
      return null;
    }
    if (path.equals("/dev/stderr") || path.equals("/dev/fd/2") || path.equals("/proc/self/fd/2")) {
      // The process has it open already, and opened by its path a file would be begun anew.
      return null;
    }
    File file = new File(path);
    File directory = file.getAbsoluteFile().getParentFile();
    if (file.exists() && !file.isFile() && !file.isDirectory() && !path.startsWith("/dev/")) {
      values.wrong(
          setting,
          "is no regular file; a pipe without a reader would stop the application. Write the path"
              + " of a file, or /dev/stdout");
    } else if (file.isDirectory() || directory == null || !directory.isDirectory()) {
      values.wrong(setting, "cannot be a log file; write the path of a file in a directory");
    } else if (!(file.exists() ? file : directory).canWrite()) {
      values.wrong(
          setting, "is not to be written by this JVM's user; write the path of a file that is");
    }
    return file;
  }

  private void warnAboutOddValues(Settings settings) {
    for (Setting setting : settings.all()) {
      String explanation = setting.isOdd() ? OddValue.explain(setting) : null;
      if (explanation != null) {
        warnings.add(setting.place() + ": " + explanation);
      }
    }
  }

  private Set<String> disabledClients(Settings settings) {
    Set<String> disabled = new HashSet<>();
    for (Key key : Key.values()) {
      String text = key.text();
      if (text.startsWith(CLIENT_START) && !values.bool(settings.unnamed(key), true)) {
        disabled.add(text.substring(CLIENT_START.length(), text.length() - CLIENT_END.length()));
      }
    }
    return disabled;
  }

  private List<Registration> registrations(Settings settings, Map<String, String> jre) {
    List<@Nullable String> ids = new ArrayList<>();
    Setting unnamedHosts = settings.unnamed(Key.HOSTS);
    if (unnamedHosts != null || (settings.ids().isEmpty() && settings.hasUnnamed())) {
      ids.add(null);
    }
    ids.addAll(settings.ids());
    if (unnamedHosts != null && settings.ids().contains("default")) {
      problems.add(
          unnamedHosts.place()
              + ": makes a registration called default, and so does"
              + " oauthcc.registration.default; give that one another name");
    }
    List<Registration> registrations = new ArrayList<>();
    for (String id : ids) {
      Registration registration =
          new RegistrationReader(settings, id, problems, warnings, laterWarnings, jre).read();
      if (registration != null) {
        registrations.add(registration);
      }
    }
    if (registrations.size() > 1) {
      problems.addAll(Targets.clashes(registrations));
    }
    warnAboutSharedHosts(registrations);
    return registrations;
  }

  private void warnAboutSharedHosts(List<Registration> registrations) {
    for (Registration provider : registrations) {
      URI tokenUri = provider.tokenUri();
      URI issuerUri = provider.issuerUri();
      URI uri = tokenUri == null ? issuerUri : tokenUri;
      Target endpoint = uri == null ? null : Target.ofEndpoint(uri);
      for (Registration registration : registrations) {
        for (Target target : registration.hosts()) {
          String warning = null;
          if (endpoint == null) {
            continue;
          } else if (issuerUri != null && endpoint.covers(target)) {
            warning = SharedHost.issuerWarning(registration, target, endpoint);
          } else if (target.isWholeHost() && target.covers(endpoint)) {
            warning = SharedHost.warning(registration, target, endpoint, issuerUri != null);
          }
          if (warning != null && !warnings.contains(warning)) {
            warnings.add(warning);
          }
        }
      }
    }
  }
}
