package io.oauthcc.config;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The sentences about names and sources. Loaded only when something is wrong. */
final class Complaint {

  private Complaint() {}

  static String aboutSplitArgument() {
    return "agent arguments: a part after a semicolon is no known key=value; the arguments are"
        + " key=value;key=value, a configuration file comes first, and a value that holds a"
        + " semicolon goes in that file";
  }

  static String aboutUnknownName(
      String written, @Nullable String id, String name, @Nullable Key key, String origin) {
    String place = Printable.line(written) + " (" + origin + "): ";
    if (key != null) {
      return place + "is one for the whole JVM; write oauthcc." + key.text();
    }
    String prefix = "oauthcc." + (id == null ? "" : "registration." + id + ".");
    return place + "unknown key" + suggestion(prefix, nearest(name, id == null));
  }

  private static @Nullable String nearest(String name, boolean global) {
    String lower = name.toLowerCase(Locale.ROOT);
    for (Key key : Key.values()) {
      String start = key.isFamily() ? key.familyStart() : "";
      if (key.isFamily() && lower.startsWith(start.substring(0, start.length() - 1))) {
        return key.text();
      }
    }
    List<String> candidates = new ArrayList<>();
    for (Key key : Key.values()) {
      if (global || !key.isGlobal()) {
        candidates.add(key.text());
      }
    }
    return NearestName.of(lower, candidates);
  }

  private static String suggestion(String prefix, @Nullable String name) {
    return name == null
        ? "; this version has none that is spelt like it"
        : "; did you mean " + prefix + name + "?";
  }

  static String aboutUnknownVariable(String variable) {
    return about(variable, "OAUTHCC_", true);
  }

  static String aboutNamedVariable(String variable, @Nullable String id) {
    if (id != null) {
      String start = "OAUTHCC_REGISTRATION_" + id.toUpperCase(Locale.ROOT).replace('-', '_') + "_";
      return about(variable, start, false);
    }
    String intended = Variables.intendedId(variable);
    return Printable.line(variable)
        + " (environment): "
        + (intended == null
            ? "names no registration and key; write OAUTHCC_REGISTRATION_<ID>_<KEY>"
            : "no registration has this name; list it, as in OAUTHCC_REGISTRATIONS=" + intended);
  }

  private static String about(String variable, String start, boolean global) {
    String place = Printable.line(variable) + " (environment): ";
    String rest = variable.substring(start.length());
    if (rest.startsWith("TOKEN_REQUEST_PARAMETER") || rest.startsWith("TOKEN_REQUEST_HEADER")) {
      return place
          + "names of parameters and headers cannot be given by variables; write"
          + " token-request.parameter.<name>=${env:VARIABLE} in the configuration file";
    }
    List<String> candidates = new ArrayList<>();
    for (Key key : Key.values()) {
      if (!key.isFamily() && (global || !key.isGlobal())) {
        candidates.add(key.variable());
      }
    }
    return place
        + "unknown variable"
        + suggestion(start, NearestName.of(rest.toUpperCase(Locale.ROOT), candidates));
  }

  static String aboutId(String place) {
    return place
        + ": a registration's name holds lower-case letters, digits and hyphens only, as in"
        + " oauthcc.registration.billing-api.client-id";
  }

  static String aboutFileInFile(String written, String origin) {
    return Printable.line(written)
        + " ("
        + origin
        + "): a configuration file cannot name another; put all in one";
  }

  static String aboutFile(Setting setting, File file, Exception reason) {
    return setting.placeAndValue()
        + ": the configuration file "
        + (setting.isSecret() ? "" : Printable.line(file.getAbsolutePath()) + " ")
        + reason.getMessage();
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
  static void raise(
      List<String> problems, @Nullable OnConfigError onConfigError, List<String> mainClasses)
      throws ConfigurationException {
    throw new ConfigurationException(
        problems, onConfigError == null ? OnConfigError.ABORT : onConfigError, mainClasses);
  }
}
