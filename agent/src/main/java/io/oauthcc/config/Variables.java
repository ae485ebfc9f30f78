package io.oauthcc.config;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Names of environment variables: {@code oauthcc.a.b-c} is {@code OAUTHCC_A_B_C}. Loaded only where
 * there is one that may be ours.
 */
final class Variables {

  private static final String PREFIX = "OAUTHCC_";

  /** What variables of a named registration start with. */
  static final String NAMED = "OAUTHCC_REGISTRATION_";

  private Variables() {}

  /** The key of a variable without a registration's name, or null. */
  static @Nullable Key keyOf(String variable) {
    return find(variable.substring(PREFIX.length()), true);
  }

  /** The key of a registration's variable, or null. */
  static @Nullable Key keyOf(String variable, String id) {
    return find(variable.substring(start(id).length()), false);
  }

  /** The registration that a variable belongs to; the longest name that fits, or null. */
  static @Nullable String idOf(String variable, List<String> ids) {
    String longest = null;
    for (String id : ids) {
      if (variable.startsWith(start(id)) && (longest == null || id.length() > longest.length())) {
        longest = id;
      }
    }
    return longest;
  }

  /** The name of the registration that the user seems to mean, or null. */
  static @Nullable String intendedId(String variable) {
    String rest = variable.substring(NAMED.length());
    String longest = "";
    for (Key key : Key.values()) {
      String end = "_" + key.variable();
      if (!key.isGlobal() && rest.endsWith(end) && end.length() > longest.length()) {
        longest = end;
      }
    }
    if (longest.isEmpty() || longest.length() == rest.length()) {
      return null;
    }
    String id = rest.substring(0, rest.length() - longest.length());
    return id.toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether Kubernetes makes such a variable for a service called {@code oauthcc…}. */
  static boolean isKubernetes(String variable) {
    if (variable.endsWith("_SERVICE_HOST")
        || variable.contains("_SERVICE_PORT")
        || variable.endsWith("_PORT")) {
      return true;
    }
    int port = variable.indexOf("_PORT_");
    while (port >= 0) {
      int digits = port + "_PORT_".length();
      int end = digits;
      while (end < variable.length()
          && variable.charAt(end) >= '0'
          && variable.charAt(end) <= '9') {
        end++;
      }
      if (end > digits && variable.startsWith("_", end)) {
        return true;
      }
      port = variable.indexOf("_PORT_", port + 1);
    }
    return false;
  }

  /** The key for the whole JVM that a variable without its prefix means, or null. */
  static @Nullable Key globalKeyOf(String rest) {
    return find(rest, true);
  }

  /** What the variables of a registration start with. */
  static String start(String id) {
    return NAMED + id.toUpperCase(Locale.ROOT).replace('-', '_') + "_";
  }

  private static @Nullable Key find(String name, boolean global) {
    for (Key key : Key.values()) {
      if ((global || !key.isGlobal()) && !key.isFamily() && key.variable().equals(name)) {
        return key;
      }
    }
    return null;
  }
}
