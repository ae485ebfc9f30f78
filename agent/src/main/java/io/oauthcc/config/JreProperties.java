package io.oauthcc.config;

import java.util.Map;

/**
 * What the command line tells the JRE's own clients, of proxies (Java Networking and Proxies, §2)
 * and of stores (JSSE Reference Guide, "Customizing the Default Keystores"), as it was when the
 * agent came. The application may set these properties for itself, or clear them: where the token
 * call goes, and whom it trusts, is not the application's to decide. Immutable.
 */
public final class JreProperties {

  private final Map<String, String> values;

  JreProperties(Map<String, String> values) {
    this.values = values;
  }

  /** The value, or the empty text. Never logged: some are passwords. */
  public String get(String name) {
    String value = values.get(name);
    return value == null ? "" : value;
  }

  /** Whether the property was set, to the empty text even. */
  public boolean has(String name) {
    return values.containsKey(name);
  }

  /** Whether the JRE itself, which looks anew each time, would find the same. */
  public boolean areAsTheyWere() {
    return Registration.propertiesOfJre(System.getProperties()).equals(values);
  }

  /** Names no value. */
  @Override
  public String toString() {
    return "system properties of the JRE";
  }
}
