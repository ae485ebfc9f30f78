package io.oauthcc.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * All values of all sources, looked up by the rules of precedence and inheritance: a named key
 * before an unnamed one, then agent arguments, system properties, environment, file; and all that
 * is to be said of them, at once. There are few of them, so they are searched one by one.
 */
final class Settings {

  private final List<Setting> all = new ArrayList<>();
  private final List<String> ids = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  /**
   * Takes a value in; one of a better source stays.
   *
   * @return a value of the same source that was there before, or null: set twice
   */
  @Nullable Setting put(Setting setting) {
    String id = setting.id();
    if (id != null) {
      addId(id);
    }
    for (int i = 0; i < all.size(); i++) {
      Setting present = all.get(i);
      if (Objects.equals(present.id(), id) && isSameName(present, setting)) {
        if (present.source() > setting.source()) {
          all.set(i, setting);
        }
        return present.source() == setting.source() ? present : null;
      }
    }
    all.add(setting);
    return null;
  }

  /** Names of headers that differ in case only are one (RFC 9110 §5.1). */
  private static boolean isSameName(Setting one, Setting other) {
    boolean header = one.key() == Key.TOKEN_REQUEST_HEADER && other.key() == one.key();
    return header ? one.name().equalsIgnoreCase(other.name()) : one.name().equals(other.name());
  }

  /** Makes a registration known of which nothing may be set. */
  void addId(String id) {
    if (!ids.contains(id)) {
      ids.add(id);
    }
  }

  /** Every value that no better source replaced. */
  List<Setting> all() {
    return all;
  }

  /** Names of registrations, in the order first seen. */
  List<String> ids() {
    return ids;
  }

  /** Whether an unnamed registration key is set. */
  boolean hasUnnamed() {
    for (Setting setting : all) {
      if (setting.id() == null && !setting.key().isGlobal()) {
        return true;
      }
    }
    return false;
  }

  /** The value of a global or unnamed key. */
  @Nullable Setting unnamed(Key key) {
    return own(null, key);
  }

  /** The value that is in force for a registration; null as id means the unnamed one. */
  @Nullable Setting find(@Nullable String id, Key key) {
    Setting own = own(id, key);
    return own == null && isInherited(id, key) ? unnamed(key) : own;
  }

  /** What is set for the whole JVM. */
  Values ofJvm() {
    Values values = new Values();
    for (Setting setting : all) {
      if (setting.key().isGlobal()) {
        values.put(setting);
      }
    }
    return values;
  }

  /** What is set for a registration, families aside. */
  Values inForce(@Nullable String id) {
    Values values = new Values();
    for (Setting setting : all) {
      Key key = setting.key();
      boolean own = Objects.equals(setting.id(), id);
      if (!key.isGlobal()
          && !key.isFamily()
          && (own || (setting.id() == null && own(id, key) == null && isInherited(id, key)))) {
        values.put(setting);
      }
    }
    keepBetter(values, id, Key.TOKEN_URI, Key.ISSUER_URI);
    keepBetter(values, id, Key.CLIENT_SECRET, Key.CLIENT_SECRET_FILE);
    return values;
  }

  /** Of two keys that count as one, the value of the better placed is in force. */
  private void keepBetter(Values values, @Nullable String id, Key one, Key other) {
    Setting first = values.setting(one);
    Setting second = values.setting(other);
    if (first == null || second == null) {
      return;
    }
    boolean firstIsOwn = Objects.equals(first.id(), id);
    if (firstIsOwn != Objects.equals(second.id(), id)) {
      values.drop(firstIsOwn ? other : one);
      return;
    }
    if (first.source() == second.source()) {
      problems.add(Complaint.aboutTwins(first, second));
    }
    values.drop(first.source() < second.source() ? other : one);
  }

  /** The registration's own value, not an inherited one. */
  @Nullable Setting own(@Nullable String id, Key key) {
    for (Setting setting : all) {
      if (setting.key() == key && Objects.equals(setting.id(), id)) {
        return setting;
      }
    }
    return null;
  }

  /** Whether the unnamed value of a key speaks for a registration that has none itself. */
  boolean isInherited(@Nullable String id, Key key) {
    Key.Reach reach = key.reach();
    return reach == Key.Reach.SHARED
        || (reach == Key.Reach.PROVIDER
            && own(id, Key.TOKEN_URI) == null
            && own(id, Key.ISSUER_URI) == null);
  }

  /**
   * A family's values in force, by the part of the name that the user gave, as first written. Names
   * of headers that differ in case only are one.
   */
  Map<String, Setting> family(@Nullable String id, Key key) {
    Map<String, Setting> family = new LinkedHashMap<>();
    if (id != null && isInherited(id, key)) {
      collect(null, key, family);
    }
    collect(id, key, family);
    return family;
  }

  private void collect(@Nullable String id, Key key, Map<String, Setting> family) {
    for (Setting setting : all) {
      if (setting.key() == key && Objects.equals(setting.id(), id)) {
        String name = setting.name().substring(key.familyStart().length());
        if (key == Key.TOKEN_REQUEST_HEADER) {
          for (String other : new ArrayList<>(family.keySet())) {
            if (other.equalsIgnoreCase(name)) {
              family.remove(other);
            }
          }
        }
        family.put(name, setting);
      }
    }
  }

  /** What is wrong, in the order found; to be added to. */
  List<String> problems() {
    return problems;
  }

  List<String> warnings() {
    return warnings;
  }

  /** Adds a problem with a setting's value. */
  void wrong(Setting setting, String whatIsRight) {
    problems.add(setting.placeAndValue() + ": " + whatIsRight + OddValue.hint(setting));
  }

  /** A problem that does not repeat the value. */
  void problem(Setting setting, String whatIsRight) {
    problems.add(setting.place() + ": " + whatIsRight + OddValue.hint(setting));
  }

  /** A warning that does not repeat the value. */
  void warn(Setting setting, String text) {
    warn(setting.place() + ": " + text);
  }

  void warnWithValue(Setting setting, String text) {
    warn(setting.placeAndValue() + ": " + text);
  }

  /** Once, however many registrations inherit what it is about. */
  void warn(String warning) {
    if (!warnings.contains(warning)) {
      warnings.add(warning);
    }
  }
}
