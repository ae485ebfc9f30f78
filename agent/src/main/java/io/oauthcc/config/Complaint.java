package io.oauthcc.config;

import io.oauthcc.target.OneLine;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The sentences about names and sources. Loaded only when something is wrong. */
final class Complaint {

  private Complaint() {}

  static String aboutSplitArgument() {
    return "agent arguments: a part after a semicolon is no known key=value; the arguments are"
        + " key=value;key=value, a configuration file comes first, and a value that holds a"
        + " semicolon goes in that file";
  }

  /** A path with an equals sign in it looks like a key and its value. */
  static String aboutPathInArguments(String argument) {
    return "agent arguments: the first part seems to be a path that holds an equals sign; write"
        + " config-file="
        + (new File(argument).isFile() ? OneLine.cut(argument) : "/path/to/app.properties");
  }

  /**
   * A file's lines that are neither {@code key = value} nor a known key.
   *
   * @param first the number of the first one
   * @param more how many follow it
   */
  static String aboutLines(String file, int first, int more) {
    return OneLine.cut(file)
        + ", line "
        + first
        + " is no key = value"
        + (more == 0 ? "" : ", nor are " + more + " after it")
        + "; a value that goes on in the next line ends in a backslash, and a secret's file is named"
        + " by client-secret-file";
  }

  /** The end of a line was swallowed, and the next line's key with it. */
  static String aboutSwallowedLine(String place) {
    return place
        + ": its line ends in a backslash, so that the next line and its key count as part of the"
        + " value; write \\\\ for a backslash, or / in a path";
  }

  static String aboutId(String place) {
    return place
        + ": a registration's name holds lower-case letters, digits and hyphens only, as in"
        + " oauthcc.registration.billing-api.client-id";
  }

  static String aboutFileInFile(String written, String origin) {
    return OneLine.cut(written)
        + " ("
        + OneLine.cut(origin)
        + "): a configuration file cannot name another; put all in one";
  }

  /** What is wrong with the configuration file. */
  static String aboutFile(Setting setting, String reason) {
    boolean inArguments = setting.source() == Setting.AGENT_ARGUMENT;
    return setting.placeAndValue()
        + ": the configuration file "
        + (setting.isSecret() ? "" : Printable.file(setting.value()) + " ")
        + reason
        + (inArguments && setting.value().indexOf(':') >= 0
            ? "; an agent argument is the file's path, or key=value with an equals sign"
            : "");
  }

  /** What is wrong with the file that another key names. */
  static String aboutFileOf(Setting setting, String mistake, String remedy) {
    return setting.place()
        + ": the file "
        + (setting.isSecret() ? "***" : Printable.file(setting.value()))
        + " "
        + mistake
        + "; "
        + remedy
        + OddValue.hint(setting);
  }

  static String aboutMissing(@Nullable String id, Key key, String example) {
    return "registration "
        + (id == null ? "default" : id)
        + ": "
        + key.text()
        + " is missing; add for example "
        + RegistrationReader.keyPrefix(id)
        + key.text()
        + "="
        + example
        + (key == Key.TOKEN_URI ? ", or issuer-uri to have it discovered" : "");
  }

  /** Who set a key or a certificate instead most likely forgot to name the method. */
  static String aboutMissingSecret(Settings settings, @Nullable String id) {
    String missing = aboutMissing(id, Key.CLIENT_SECRET_FILE, "/run/secrets/client-secret");
    if (settings.find(id, Key.CLIENT_AUTHENTICATION_METHOD) != null) {
      return missing;
    }
    String method =
        settings.find(id, Key.PRIVATE_KEY_FILE) != null
            ? ClientAuthenticationMethod.PRIVATE_KEY_JWT.value()
            : settings.find(id, Key.KEY_STORE) != null
                ? ClientAuthenticationMethod.TLS_CLIENT_AUTH.value()
                : null;
    return method == null
        ? missing
        : missing
            + "; or, to do without a secret, "
            + RegistrationReader.keyPrefix(id)
            + Key.CLIENT_AUTHENTICATION_METHOD.text()
            + "="
            + method;
  }

  static String aboutTwins(Setting first, Setting second) {
    return second.place() + ": is set already by " + first.place() + "; keep one of them";
  }

  /**
   * Ends the reading. It stands here and not in the reader because the verifier loads a class that
   * a method throws itself, thrown or not.
   */
  // Throwing is all it is for.
  @SuppressWarnings("DoNotCallSuggester")
  static void raise(List<String> problems, Configuration configuration)
      throws ConfigurationException {
    List<String> lines = new ArrayList<>();
    for (String problem : problems) {
      lines.add(OneLine.of(problem));
    }
    throw new ConfigurationException(
        lines, configuration.onConfigError(), configuration.mainClasses());
  }
}
