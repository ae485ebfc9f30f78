package io.oauthcc.config;

import java.io.File;
import java.io.IOException;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads the sources, finds each name's key, and complains about names that have none. */
final class SettingsReader {

  private static final String PREFIX = "oauthcc.";
  private static final String NAMED = "registration.";
  private static final int FILE_LIMIT = 1024 * 1024;

  private final Settings settings = new Settings();
  private final Map<String, String> environment;
  private final List<String> problems;

  SettingsReader(Map<String, String> environment, List<String> problems) {
    this.environment = environment;
    this.problems = problems;
  }

  /** What has been read. */
  Settings settings() {
    return settings;
  }

  /** {@code key=value;key=value}; a first part without an equals sign is the configuration file. */
  void readAgentArguments(@Nullable String arguments) {
    if (arguments == null) {
      return;
    }
    boolean first = true;
    boolean afterSecret = false;
    int start = 0;
    while (start <= arguments.length()) {
      int semicolon = arguments.indexOf(';', start);
      int end = semicolon < 0 ? arguments.length() : semicolon;
      String argument = arguments.substring(start, end);
      int equals = argument.indexOf('=');
      if (equals >= 0) {
        String name = argument.substring(0, equals).trim();
        if (afterSecret && keyOf(name) == null) {
          problems.add(Complaint.aboutSplitArgument());
        } else {
          add(name, argument.substring(equals + 1), Setting.AGENT_ARGUMENT, "agent argument");
        }
        Key key = keyOf(name);
        afterSecret = key != null ? key.mayEndInSecret(argument) : afterSecret;
      } else if (first && !argument.trim().isEmpty()) {
        add(Key.CONFIG_FILE.text(), argument, Setting.AGENT_ARGUMENT, "agent argument");
      } else if (!argument.trim().isEmpty()) {
        problems.add(Complaint.aboutSplitArgument());
      }
      first = false;
      start = end + 1;
    }
  }

  void readSystemProperties(Properties properties) {
    TreeSet<String> names = null;
    // Not stringPropertyNames(), which loads a dozen classes for its copy.
    Enumeration<Object> all = properties.keys();
    while (all.hasMoreElements()) {
      Object name = all.nextElement();
      if (name instanceof String && ((String) name).startsWith(PREFIX)) {
        names = names == null ? new TreeSet<>() : names;
        names.add((String) name);
      }
    }
    if (names != null) {
      for (String name : names) {
        String value = properties.getProperty(name);
        add(name, value == null ? "" : value, Setting.SYSTEM_PROPERTY, "system property");
      }
    }
  }

  /** Variables without a registration's name; the others wait until all names are known. */
  void readEnvironment() {
    for (String name : environment.keySet()) {
      if (name.startsWith("OAUTHCC_") && !name.startsWith(Variables.NAMED)) {
        Key key = Variables.keyOf(name);
        if (key != null) {
          put(null, key, name);
        } else if (!Variables.isKubernetes(name)) {
          problems.add(Complaint.aboutUnknownVariable(name));
        }
      }
    }
  }

  /** The configuration file, if any source named one. */
  void readFile() {
    Setting setting = settings.unnamed(Key.CONFIG_FILE);
    if (setting == null) {
      return;
    }
    File file = new File(setting.value());
    String shown = setting.isSecret() ? "configuration file" : file.getPath();
    try {
      if (setting.value().isEmpty()) {
        throw new IOException("has no name");
      }
      PropertiesFile lines = new PropertiesFile(TextFile.read(file, FILE_LIMIT));
      for (int i = 0; i < lines.size(); i++) {
        add(lines.name(i), lines.value(i), Setting.FILE, shown + ", line " + lines.line(i));
      }
    } catch (IOException | IllegalArgumentException e) {
      problems.add(Complaint.aboutFile(setting, file, e));
    }
  }

  /** Variables of registrations; to be called last. */
  void readNamedEnvironment() {
    readIds();
    for (String name : environment.keySet()) {
      if (name.startsWith(Variables.NAMED)) {
        String id = Variables.idOf(name, settings.ids());
        Key key = id == null ? null : Variables.keyOf(name, id);
        if (key != null) {
          put(id, key, name);
        } else if (!Variables.isKubernetes(name)) {
          problems.add(Complaint.aboutNamedVariable(name, id));
        }
      }
    }
  }

  private void readIds() {
    Setting setting = settings.unnamed(Key.REGISTRATIONS);
    if (setting == null) {
      return;
    }
    for (String id : Values.items(setting.value())) {
      if (isId(id)) {
        settings.addId(id);
      } else {
        problems.add(Complaint.aboutId(setting.placeAndValue()));
      }
    }
  }

  private void add(String written, String value, int source, String origin) {
    String name = written.startsWith(PREFIX) ? written.substring(PREFIX.length()) : written;
    String id = null;
    if (name.startsWith(NAMED)) {
      int dot = name.indexOf('.', NAMED.length());
      id = dot < 0 ? name.substring(NAMED.length()) : name.substring(NAMED.length(), dot);
      name = dot < 0 ? "" : name.substring(dot + 1);
    }
    Key key = Key.find(name);
    if (key == null || (id != null && key.isGlobal())) {
      problems.add(Complaint.aboutUnknownName(written, id, name, key, origin));
    } else if (id != null && !isId(id)) {
      problems.add(Complaint.aboutId(Printable.line(written) + " (" + origin + ")"));
    } else if (key == Key.CONFIG_FILE && source == Setting.FILE) {
      problems.add(Complaint.aboutFileInFile(written, origin));
    } else {
      put(id, key, name, written, value, source, origin);
    }
  }

  private void put(@Nullable String id, Key key, String variable) {
    String value = environment.get(variable);
    put(
        id,
        key,
        key.text(),
        variable,
        value == null ? "" : value,
        Setting.ENVIRONMENT,
        "environment");
  }

  private void put(
      @Nullable String id,
      Key key,
      String name,
      String written,
      String value,
      int source,
      String origin) {
    boolean expands = value.contains("${");
    String expanded = value;
    if (expands) {
      try {
        expanded = Placeholders.expand(value, environment);
      } catch (IllegalArgumentException e) {
        problems.add(written + " (" + origin + "): " + e.getMessage());
      }
    }
    Setting setting = new Setting(id, key, name, written, expanded, source, origin, expands);
    Setting twin = settings.put(setting);
    if (twin != null) {
      problems.add(Complaint.aboutTwins(twin, setting));
    }
  }

  private static @Nullable Key keyOf(String written) {
    String name = written.startsWith(PREFIX) ? written.substring(PREFIX.length()) : written;
    if (name.startsWith(NAMED)) {
      int dot = name.indexOf('.', NAMED.length());
      return dot < 0 ? null : Key.find(name.substring(dot + 1));
    }
    return Key.find(name);
  }

  private static boolean isId(String id) {
    for (int i = 0; i < id.length(); i++) {
      char c = id.charAt(i);
      if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-')) {
        return false;
      }
    }
    return !id.isEmpty();
  }
}
