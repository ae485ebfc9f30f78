package io.oauthcc.config;

import io.oauthcc.target.SharedHost;
import io.oauthcc.target.Target;
import io.oauthcc.target.Targets;
import java.io.File;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the configuration from all its sources, once, and checks it whole. Reading one valid
 * registration from a file loads few classes: no regular expressions, no streams, and nothing that
 * is only there to explain a mistake.
 */
public final class ConfigurationReader {

  private final Settings settings = new Settings();
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
    SettingsReader reader = new SettingsReader(settings, environment);
    reader.readAgentArguments(agentArguments);
    reader.readSystemProperties(properties);
    reader.readEnvironment();
    if (isEnabled()) {
      reader.readFile();
    }
    if (!isEnabled()) {
      return new Configuration(
          settings.ofJvm(), Collections.<Registration>emptyList(), Collections.<String>emptyList());
    }
    reader.readNamedEnvironment();
    Values values = settings.ofJvm();
    values.check(settings);
    checkLogFile(values);
    List<Registration> registrations = registrations(Registration.propertiesOfJre(properties));
    List<String> problems = settings.problems();
    List<String> otherVariables = reader.otherVariables();
    if (otherVariables != null) {
      // Where something is missing, one of them may have been meant for it.
      (problems.isEmpty() ? settings.warnings() : problems).add(UnknownName.others(otherVariables));
    }
    warnAboutOddValues();
    Configuration configuration = new Configuration(values, registrations, settings.warnings());
    if (!problems.isEmpty()) {
      Complaint.raise(problems, configuration);
    }
    return configuration;
  }

  private boolean isEnabled() {
    Setting setting = settings.unnamed(Key.ENABLED);
    return setting == null || !setting.value().equalsIgnoreCase("false");
  }

  private void checkLogFile(Values values) {
    Setting setting = values.setting(Key.LOG_FILE);
    File file = Configuration.logFile(values);
    if (setting == null || file == null) {
      return;
    }
    String path = setting.value();
    String broken = Values.lineMistake(path);
    if (broken != null) {
      settings.wrong(setting, broken);
    }
    File directory = file.getAbsoluteFile().getParentFile();
    if (file.exists() && !file.isFile() && !file.isDirectory() && !path.startsWith("/dev/")) {
      settings.wrong(
          setting,
          "is no regular file; a pipe without a reader would stop the application. Write the path"
              + " of a file, or /dev/stdout");
    } else if (file.isDirectory() || directory == null || !directory.isDirectory()) {
      settings.wrong(setting, "cannot be a log file; write the path of a file in a directory");
    } else if (!(file.exists() ? file : directory).canWrite()) {
      settings.wrong(
          setting, "is not to be written by this JVM's user; write the path of a file that is");
    }
  }

  private void warnAboutOddValues() {
    for (Setting setting : settings.all()) {
      String explanation = setting.isOdd() ? OddValue.explain(setting) : null;
      if (explanation != null) {
        settings.warn(setting, explanation);
      }
    }
  }

  private List<Registration> registrations(Map<String, String> jre) {
    List<@Nullable String> ids = new ArrayList<>();
    Setting unnamedHosts = settings.unnamed(Key.HOSTS);
    if (unnamedHosts != null || (settings.ids().isEmpty() && settings.hasUnnamed())) {
      ids.add(null);
    }
    ids.addAll(settings.ids());
    if (unnamedHosts != null && settings.ids().contains("default")) {
      settings
          .problems()
          .add(
              unnamedHosts.place()
                  + ": makes a registration called default, and so does"
                  + " oauthcc.registration.default; give that one another name");
    }
    List<Registration> registrations = new ArrayList<>();
    for (String id : ids) {
      Registration registration = new RegistrationReader(settings, id, laterWarnings, jre).read();
      if (registration != null) {
        registrations.add(registration);
      }
    }
    if (registrations.size() > 1) {
      settings.problems().addAll(Targets.clashes(registrations));
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
          if (warning != null) {
            settings.warn(warning);
          }
        }
      }
    }
  }
}
