package io.oauthcc.config;

import io.oauthcc.target.OneLine;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
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

  private final Settings settings;
  private final Map<String, String> environment;
  private final List<String> problems;
  private @Nullable List<String> otherVariables;

  /**
   * @param settings takes what is read
   */
  SettingsReader(Settings settings, Map<String, String> environment) {
    this.settings = settings;
    this.environment = environment;
    this.problems = settings.problems();
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
        Key key = keyOf(name);
        if (key != null) {
          add(name, argument.substring(equals + 1), Setting.AGENT_ARGUMENT, "agent argument");
          afterSecret = key.mayEndInSecret(argument);
        } else if (afterSecret) {
          problems.add(Complaint.aboutSplitArgument());
        } else if (first && (name.indexOf('/') >= 0 || name.indexOf('\\') >= 0)) {
          problems.add(Complaint.aboutPathInArguments(argument.trim()));
        } else {
          add(name, "", Setting.AGENT_ARGUMENT, "agent argument");
          afterSecret = UnknownName.mayHoldSecret(withoutPrefix(name));
        }
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
          complain(name, UnknownName.variable(name, "OAUTHCC_", true));
        }
      }
    }
  }

  private void complain(String variable, @Nullable String problem) {
    if (problem != null) {
      problems.add(problem);
      return;
    }
    List<String> others = otherVariables;
    if (others == null) {
      others = new ArrayList<>();
      otherVariables = others;
    }
    others.add(variable);
  }

  /** Variables that only begin as the agent's own do, or null if there are none. */
  @Nullable List<String> otherVariables() {
    return otherVariables;
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
      PropertiesFile lines = new PropertiesFile(SmallFile.text(file, FILE_LIMIT));
      readLines(lines, shown);
    } catch (IOException | IllegalArgumentException e) {
      problems.add(Complaint.aboutFile(setting, String.valueOf(e.getMessage())));
    }
  }

  private void readLines(PropertiesFile lines, String file) {
    int firstOther = 0;
    int others = 0;
    boolean afterSecret = false;
    for (int i = 0; i < lines.size(); i++) {
      String name = lines.name(i);
      String origin = file + ", line " + lines.line(i);
      Key key = keyOf(name);
      if (key != null) {
        String next = lines.continuation(i);
        if (next != null && !key.isFamily() && swallowsKey(next)) {
          problems.add(Complaint.aboutSwallowedLine(OneLine.cut(name) + " (" + origin + ")"));
        }
        boolean lost = lines.hasLostBackslash(i, key.isFile());
        add(name, lines.value(i), Setting.FILE, origin, lost, false);
        afterSecret = key.mayEndInSecret(lines.value(i)) && !isPlaceholder(lines.value(i));
      } else if (lines.isPair(i)) {
        add(name, "", Setting.FILE, origin, false, afterSecret);
        afterSecret = afterSecret || UnknownName.mayHoldSecret(withoutPrefix(name));
      } else {
        firstOther = others == 0 ? lines.line(i) : firstOther;
        others++;
        afterSecret = true;
      }
    }
    if (others > 0) {
      problems.add(Complaint.aboutLines(file, firstOther, others - 1));
    }
  }

  /** What is one whole placeholder is no secret that an editor may have wrapped. */
  private static boolean isPlaceholder(String value) {
    return value.startsWith("${") && value.trim().endsWith("}");
  }

  /** Whether a line that became part of a value begins with a known key and a separator. */
  private static boolean swallowsKey(String line) {
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '=' || c == ':') {
        return keyOf(line.substring(0, i).trim()) != null;
      }
    }
    return false;
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
          complain(
              name,
              id == null
                  ? UnknownName.namedVariable(name)
                  : UnknownName.variable(name, Variables.start(id), false));
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
    add(written, value, source, origin, false, false);
  }

  /**
   * Takes a value in, or complains about its name.
   *
   * @param lostBackslash see {@link Setting#hasLostBackslash}
   * @param afterSecret whether a name that is no key may be part of the secret before it
   */
  private void add(
      String written,
      String value,
      int source,
      String origin,
      boolean lostBackslash,
      boolean afterSecret) {
    String name = withoutPrefix(written);
    String id = null;
    if (name.startsWith(NAMED)) {
      int dot = name.indexOf('.', NAMED.length());
      id = dot < 0 ? name.substring(NAMED.length()) : name.substring(NAMED.length(), dot);
      name = dot < 0 ? "" : name.substring(dot + 1);
    }
    Key key = Key.find(name);
    if (key == null || (id != null && key.isGlobal())) {
      problems.add(UnknownName.complaint(written, id, name, key, origin, afterSecret));
    } else if (id != null && !isId(id)) {
      problems.add(Complaint.aboutId(OneLine.cut(written) + " (" + origin + ")"));
    } else if (key == Key.CONFIG_FILE && source == Setting.FILE) {
      problems.add(Complaint.aboutFileInFile(written, origin));
    } else {
      put(id, key, name, written, value, source, origin, lostBackslash);
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
        "environment",
        false);
  }

  private void put(
      @Nullable String id,
      Key key,
      String name,
      String written,
      String value,
      int source,
      String origin,
      boolean lostBackslash) {
    boolean expands = value.contains("${");
    String expanded = value;
    if (expands) {
      try {
        expanded = Placeholders.expand(value, environment);
      } catch (IllegalArgumentException e) {
        problems.add(
            Setting.shownName(key, name, written) + " (" + origin + "): " + e.getMessage());
      }
    }
    Setting setting =
        new Setting(id, key, name, written, expanded, source, origin, expands, lostBackslash);
    Setting twin = settings.put(setting);
    if (twin != null) {
      problems.add(Complaint.aboutTwins(twin, setting));
    }
  }

  private static String withoutPrefix(String written) {
    return written.startsWith(PREFIX) ? written.substring(PREFIX.length()) : written;
  }

  private static @Nullable Key keyOf(String written) {
    String name = withoutPrefix(written);
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
