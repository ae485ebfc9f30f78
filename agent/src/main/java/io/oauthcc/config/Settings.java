package io.oauthcc.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All values of all sources, looked up by the rules of precedence and inheritance: a named key
 * before an unnamed one, then agent arguments, system properties, environment, file.
 */
final class Settings {

  private static final String NAMED = "registration.";

  private final Map<String, Setting> byName = new LinkedHashMap<>();
  private final Set<String> ids = new LinkedHashSet<>();

  /**
   * Takes a value in; one of a better source stays.
   *
   * @param id of the registration, or null for an unnamed or global key
   * @param name the key's, without registration
   * @return a value of the same source that was there before, or null: set twice
   */
  @Nullable Setting put(@Nullable String id, String name, Setting setting) {
    if (id != null) {
      ids.add(id);
    }
    String full = id == null ? name : NAMED + id + "." + name;
    Setting present = byName.get(full);
    if (present == null || present.source() > setting.source()) {
      byName.put(full, setting);
      return null;
    }
    return present.source() == setting.source() ? present : null;
  }

  /** Makes a registration known of which nothing may be set. */
  void addId(String id) {
    ids.add(id);
  }

  /** Names of registrations, in the order first seen. */
  Set<String> ids() {
    return ids;
  }

  /** Whether an unnamed registration key is set. */
  boolean hasUnnamed() {
    for (Map.Entry<String, Setting> entry : byName.entrySet()) {
      if (!entry.getValue().key().isGlobal() && !entry.getKey().startsWith(NAMED)) {
        return true;
      }
    }
    return false;
  }

  /** The value of a global or unnamed key. */
  @Nullable Setting unnamed(Key key) {
    return byName.get(key.text());
  }

  /** The value that is in force for a registration; null as id means the unnamed one. */
  @Nullable Setting find(@Nullable String id, Key key) {
    Setting own = own(id, key);
    return own == null && isInherited(id, key) ? unnamed(key) : own;
  }

  /** The registration's own value, not an inherited one. */
  @Nullable Setting own(@Nullable String id, Key key) {
    return byName.get(id == null ? key.text() : NAMED + id + "." + key.text());
  }

  /** Whether the unnamed value of a key speaks for a registration that has none itself. */
  boolean isInherited(@Nullable String id, Key key) {
    Key.Reach reach = key.reach();
    return reach == Key.Reach.REGISTRATION
        || (reach == Key.Reach.PROVIDER && own(id, Key.TOKEN_URI) == null);
  }

  /** A family's values in force, by the part of the name that the user gave, as first written. */
  Map<String, Setting> family(@Nullable String id, Key key) {
    Map<String, Setting> family = new LinkedHashMap<>();
    if (id != null && isInherited(id, key)) {
      collect(key.familyStart(), key, family);
    }
    collect((id == null ? "" : NAMED + id + ".") + key.familyStart(), key, family);
    return family;
  }

  private void collect(String start, Key key, Map<String, Setting> family) {
    for (Map.Entry<String, Setting> entry : byName.entrySet()) {
      if (entry.getKey().startsWith(start) && entry.getValue().key() == key) {
        String name = entry.getKey().substring(start.length());
        if (key == Key.TOKEN_REQUEST_HEADER) {
          removeOtherCase(family, name);
        }
        family.put(name, entry.getValue());
      }
    }
  }

  private static void removeOtherCase(Map<String, Setting> headers, String name) {
    List<String> names = new ArrayList<>(headers.keySet());
    for (String other : names) {
      if (other.toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT))) {
        headers.remove(other);
      }
    }
  }
}
