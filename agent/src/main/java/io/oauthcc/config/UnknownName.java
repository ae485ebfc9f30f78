package io.oauthcc.config;

import io.oauthcc.target.OneLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The sentences about names that are no key. Such a name may be a piece of a secret that an editor
 * wrapped, or a file that is none of ours: it is shown only where it resembles a key. Loaded only
 * where there is one.
 */
final class UnknownName {

  private static final String PREFIX = "oauthcc.";
  private static final String REGISTRATION = "registration.";
  private static final int LONGEST = 100;

  /** More edits than a typing error takes may be a word of somebody's secret. */
  private static final int MOST_EDITS = 3;

  private UnknownName() {}

  /**
   * The complaint about a key that is none.
   *
   * @param written the name with its prefix
   * @param id the registration's, or null
   * @param name without prefix and registration
   * @param key a global one that stands below a registration, or null
   * @param afterSecret whether it may be what is left of the secret before it
   */
  static String complaint(
      String written,
      @Nullable String id,
      String name,
      @Nullable Key key,
      String origin,
      boolean afterSecret) {
    String nearest = nearest(name, id == null);
    if (key == null && !mayBeShown(written, name, nearest, afterSecret)) {
      return OneLine.cut(origin)
          + ": unknown key, not shown as it may be part of a secret"
          + (nearest == null && !afterSecret ? "" : suggestion(keyPrefix(id), nearest))
          + (afterSecret ? "; if the value before it goes on here, write both in one line" : "");
    }
    String place = OneLine.cut(written) + " (" + OneLine.cut(origin) + "): ";
    return key != null
        ? place + "is one for the whole JVM; write " + PREFIX + key.text()
        : place + "unknown key" + suggestion(keyPrefix(id), nearest);
  }

  /** Whether the value of a name that is no key may be a secret, and so what stands behind it. */
  static boolean mayHoldSecret(String name) {
    String nearest = nearest(name, true);
    Key key = nearest == null ? null : Key.find(nearest);
    return key == null || key.isFamily() || key.mayEndInSecret("?");
  }

  /**
   * The complaint about a variable that resembles a key's; null: it is not meant for the agent.
   *
   * @param start what goes before the key's part: {@code OAUTHCC_} and a registration
   * @param global whether keys for the whole JVM are among the known ones
   */
  static @Nullable String variable(String variable, String start, boolean global) {
    String rest = variable.substring(start.length());
    String place = (isWord(variable) ? variable : start + "***") + " (environment): ";
    if (rest.startsWith("TOKEN_REQUEST_PARAMETER") || rest.startsWith("TOKEN_REQUEST_HEADER")) {
      return place
          + "names of parameters and headers cannot be given by variables; write"
          + " token-request.parameter.<name>=${env:VARIABLE} in the configuration file";
    }
    String nearest = nearVariable(rest, global);
    if (nearest != null) {
      return place + "unknown variable" + suggestion(start, nearest);
    }
    Key key = global ? null : Variables.globalKeyOf(rest);
    return key == null
        ? null
        : place + "unknown variable, its key is one for the whole JVM; write OAUTHCC_" + rest;
  }

  /** A variable of a registration that no source names; null if it is not meant for the agent. */
  static @Nullable String namedVariable(String variable) {
    String place = (isWord(variable) ? variable : Variables.NAMED + "***") + " (environment): ";
    String intended = Variables.intendedId(variable);
    if (intended != null) {
      return place
          + "no registration has this name; list it, as in OAUTHCC_REGISTRATIONS="
          + intended;
    }
    String rest = variable.substring(Variables.NAMED.length());
    for (int start = 0; start >= 0; start = rest.indexOf('_', start + 1)) {
      String end = rest.substring(rest.startsWith("_", start) ? start + 1 : start);
      if (end.startsWith("TOKEN_REQUEST_") || nearVariable(end, false) != null) {
        return place + "names no registration and key; write OAUTHCC_REGISTRATION_<ID>_<KEY>";
      }
    }
    return null;
  }

  /** Others that begin as ours do; a base image may have put them there. */
  static String others(List<String> variables) {
    StringBuilder names = new StringBuilder();
    for (String variable : variables) {
      names.append(names.length() == 0 ? "" : ", ");
      names.append(isWord(variable) ? variable : "OAUTHCC_***");
    }
    return names
        + " (environment): no key of this version is spelt like "
        + (variables.size() == 1 ? "this variable, which is" : "these variables, which are")
        + " not looked at";
  }

  private static String keyPrefix(@Nullable String id) {
    return id == null ? PREFIX : PREFIX + REGISTRATION + id + ".";
  }

  private static boolean mayBeShown(
      String written, String name, @Nullable String nearest, boolean afterSecret) {
    if (written.length() > LONGEST || !isKeyLike(written) || goesOnAfterSecretKey(written)) {
      return false;
    }
    if (written.startsWith(PREFIX)) {
      return true;
    }
    boolean grouped = written.startsWith(REGISTRATION) || isInGroup(name);
    boolean near =
        nearest != null
            && NearestName.distance(name.toLowerCase(Locale.ROOT), nearest) <= MOST_EDITS;
    return !afterSecret && (grouped || near);
  }

  private static boolean isKeyLike(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (!isAlphanumeric(c) && c != '.' && c != '-' && c != '_') {
        return false;
      }
    }
    return true;
  }

  private static boolean isWord(String variable) {
    for (int i = 0; i < variable.length(); i++) {
      char c = variable.charAt(i);
      if (!isAlphanumeric(c) && c != '_') {
        return false;
      }
    }
    return variable.length() <= LONGEST;
  }

  private static boolean isAlphanumeric(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  /** As in {@code client-secret-hunter2}, where the equals sign is missing. */
  private static boolean goesOnAfterSecretKey(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    for (String word : new String[] {"secret", "password"}) {
      int end = lower.lastIndexOf(word) + word.length();
      if (lower.contains(word) && end < lower.length() && !lower.startsWith("-file", end)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the word before the first dot is that of a known key. */
  private static boolean isInGroup(String name) {
    int dot = name.indexOf('.');
    if (dot > 0) {
      for (Key key : Key.values()) {
        if (key.text().startsWith(name.substring(0, dot + 1))) {
          return true;
        }
      }
    }
    return false;
  }

  private static @Nullable String nearest(String name, boolean global) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.length() > LONGEST) {
      return null;
    }
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

  /** Nearer than for a key in a file, which is meant for the agent in any case. */
  private static @Nullable String nearVariable(String rest, boolean global) {
    String nearest = null;
    int fewest = Math.max(1, Math.min(rest.length() / 4, MOST_EDITS)) + 1;
    for (Key key : Key.values()) {
      if (!key.isFamily() && (global || !key.isGlobal()) && rest.length() <= LONGEST) {
        int edits = NearestName.distance(rest.toUpperCase(Locale.ROOT), key.variable());
        if (edits < fewest) {
          fewest = edits;
          nearest = key.variable();
        }
      }
    }
    return nearest;
  }

  private static String suggestion(String prefix, @Nullable String name) {
    return name == null
        ? "; this version has none that is spelt like it"
        : "; did you mean " + prefix + name + "?";
  }
}
