package io.oauthcc.runtime;

import io.oauthcc.agent.AgentClassLoader;
import io.oauthcc.agent.AgentProgram;
import io.oauthcc.authorize.AgentThread;
import io.oauthcc.config.Configuration;
import io.oauthcc.config.Configuration.OnConfigError;
import io.oauthcc.config.ConfigurationException;
import io.oauthcc.config.ConfigurationReader;
import io.oauthcc.log.AgentLog;
import io.oauthcc.weave.ClientGate;
import java.io.File;
import java.lang.instrument.Instrumentation;
import java.nio.charset.Charset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the configuration and puts the gate in place. Runs in premain, so it does no more than
 * that; everything else follows, with {@link FirstHit}, when the first client class appears.
 */
public final class StartUp implements AgentProgram {

  private static final int STATUS_CONFIGURATION_ERROR = 1;

  /** For the agent's door, which makes it by name. */
  public StartUp() {}

  @Override
  public boolean start(
      @Nullable String arguments, Instrumentation instrumentation, boolean lateAttach) {
    AgentLog log = new AgentLog();
    Configuration configuration;
    try {
      configuration =
          ConfigurationReader.read(arguments, System.getProperties(), System.getenv(), log);
    } catch (ConfigurationException invalid) {
      if (isMeant(invalid.mainClasses())) {
        refuse(invalid, lateAttach);
      }
      return false;
    }
    if (!configuration.enabled() || !isMeant(configuration.mainClasses())) {
      return false;
    }
    prepare(log, configuration);
    if (configuration.registrations().isEmpty()) {
      log.warn(
          "No hosts are configured, so no request is authorized. Give a configuration file:"
              + " -javaagent:oauthcc.jar=/path/to/app.properties");
      return false;
    }
    JvmFacts.load();
    AgentThread thread = new AgentThread("oauthcc");
    thread.start();
    ClientGate gate =
        new ClientGate(
            instrumentation, new FirstHit(configuration, instrumentation, thread, log), log);
    instrumentation.addTransformer(gate, true);
    gate.run();
    return true;
  }

  @SuppressWarnings("SystemOut") // Where the log goes may be what is odd.
  private static void prepare(AgentLog log, Configuration configuration) {
    log.configure(configuration);
    File logFile = configuration.logFile();
    if (logFile != null) {
      // The application's working directory is that of the start, whatever user.dir says later.
      byte[] path = logFile.getAbsolutePath().getBytes(Charset.forName("UTF-8"));
      AgentClassLoader loader = (AgentClassLoader) StartUp.class.getClassLoader();
      loader.putResource(AgentLog.FILE_RESOURCE, path);
    }
    List<String> warnings = configuration.warnings();
    for (int i = 0; i < warnings.size(); i++) {
      String warning = warnings.get(i);
      log.warn(warning);
      if (logFile != null && warning.contains("log-file")) {
        System.err.println("[oauthcc] WARN " + warning);
      }
    }
  }

  private static boolean isMeant(List<String> mainClasses) {
    return mainClasses.isEmpty()
        || MainClass.isOneOf(
            mainClasses,
            System.getProperty("sun.java.command"),
            System.getProperty("java.class.path"));
  }

  @SuppressWarnings("SystemOut") // The log's own settings may be among what is wrong.
  private static void refuse(ConfigurationException invalid, boolean lateAttach) {
    for (String problem : invalid.problems()) {
      System.err.println("[oauthcc] ERROR " + problem);
    }
    if (lateAttach || invalid.onConfigError() == OnConfigError.DISABLE) {
      System.err.println("[oauthcc] ERROR The application runs without the agent.");
      return;
    }
    System.err.println(
        "[oauthcc] ERROR The application is not started. (on-config-error=disable would run it"
            + " without the agent.)");
    System.exit(STATUS_CONFIGURATION_ERROR);
  }
}
