package io.oauthcc.target;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds what is said of a host: by its name, else by the longest wildcard that includes it. Known
 * are hosts that are served, and those that they are taken for: {@code localhost}, {@code
 * 127.0.0.1} and {@code [::1]} for each other, {@code example.com} for {@code *.example.com}. A
 * look-up takes one probe of a hash table, and where there are wildcards one for each dot.
 * Immutable; no look-up allocates.
 */
final class HostIndex {

  /** The names of this machine that people mix up, each in its normal form. */
  private static final String[] LOOPBACK = {"localhost", "127.0.0.1", "[0:0:0:0:0:0:0:1]"};

  private final Map<String, HostRules> byName = new HashMap<>();

  /** By a hash of what follows the asterisk, read from its end; less than half full. */
  private final @Nullable HostRules[] wildcards;

  private final int longestWildcard;

  HostIndex(List<TargetRule> served, List<TargetRule> excluded) {
    Map<String, List<TargetRule>> servedByHost = byHost(served);
    Map<String, List<TargetRule>> excludedByHost = byHost(excluded);
    Map<String, HostRules> made = new HashMap<>();
    for (String host : excludedByHost.keySet()) {
      make(host, servedByHost, excludedByHost, made);
    }
    for (String host : servedByHost.keySet()) {
      HostRules rules = make(host, servedByHost, excludedByHost, made);
      if (rules.isWildcard()) {
        String parent = host.substring(1);
        byName.put(parent, make(parent, servedByHost, excludedByHost, made));
      } else if (isLoopback(host)) {
        for (String twin : LOOPBACK) {
          byName.put(twin, make(twin, servedByHost, excludedByHost, made));
        }
      }
    }
    wildcards = new HostRules[Integer.highestOneBit(made.size() * 4 + 1)];
    int longest = 0;
    for (HostRules rules : made.values()) {
      if (rules.isServed() && rules.isWildcard()) {
        longest = Math.max(longest, rules.name().length());
        add(rules);
      } else if (rules.isServed()) {
        byName.put(rules.name(), rules);
      }
    }
    longestWildcard = longest;
  }

  private static Map<String, List<TargetRule>> byHost(List<TargetRule> rules) {
    Map<String, List<TargetRule>> byHost = new HashMap<>();
    for (TargetRule rule : rules) {
      List<TargetRule> ofHost = byHost.get(rule.target().host());
      if (ofHost == null) {
        ofHost = new ArrayList<>();
        byHost.put(rule.target().host(), ofHost);
      }
      ofHost.add(rule);
    }
    return byHost;
  }

  /** The rules of a host or wildcard; those of wildcards that include it are made first. */
  private static HostRules make(
      String name,
      Map<String, List<TargetRule>> served,
      Map<String, List<TargetRule>> excluded,
      Map<String, HostRules> made) {
    HostRules rules = made.get(name);
    if (rules == null) {
      HostRules wider = null;
      for (int dot = name.indexOf('.', 1); dot > 0 && wider == null; ) {
        String suffix = name.substring(dot);
        if (served.containsKey(suffix) || excluded.containsKey(suffix)) {
          wider = make(suffix, served, excluded, made);
        }
        dot = name.indexOf('.', dot + 1);
      }
      rules = new HostRules(name, rulesOf(name, served), rulesOf(name, excluded), wider);
      made.put(name, rules);
    }
    return rules;
  }

  private static List<TargetRule> rulesOf(String name, Map<String, List<TargetRule>> byHost) {
    List<TargetRule> rules = byHost.get(name);
    return rules == null ? Collections.emptyList() : rules;
  }

  /** Whether the names of this machine that people mix up include this one. */
  static boolean isLoopback(String normalHost) {
    for (String each : LOOPBACK) {
      if (each.equals(normalHost)) {
        return true;
      }
    }
    return false;
  }

  /**
   * What is said of a host; null if it has nothing to do with any target.
   *
   * @param name in normal form, or no name at all
   */
  @Nullable HostRules find(String name) {
    HostRules rules = named(name);
    return rules == null ? below(name) : rules;
  }

  /** What is said of a host by its name; null also for one whose name is not in normal form. */
  @Nullable HostRules named(String name) {
    return byName.get(name);
  }

  /** What wildcards say of a host that nothing is said of by its name; see {@link #find}. */
  @Nullable HostRules below(String name) {
    if (longestWildcard == 0) {
      return null;
    }
    HostRules longest = null;
    int hash = 0;
    int end = Math.max(name.length() - longestWildcard, 1);
    for (int i = name.length() - 1; i >= end; i--) {
      char c = name.charAt(i);
      hash = hash * 31 + c;
      if (c == '.') {
        HostRules rules = wildcards[slot(hash, name, i)];
        longest = rules == null ? longest : rules;
      }
    }
    return longest != null && HostName.isName(name) ? longest : null;
  }

  /** Whether this machine, under another of its names, has the provider's endpoint there. */
  boolean isProviderOfTwin(String name, int origin, String path) {
    if (isLoopback(name)) {
      for (String twin : LOOPBACK) {
        HostRules rules = byName.get(twin);
        TargetRule exclusion = rules == null ? null : rules.exclusion(origin, path, null);
        if (exclusion != null && exclusion.isProviders()) {
          return true;
        }
      }
    }
    return false;
  }

  private void add(HostRules rules) {
    String suffix = rules.name();
    int hash = 0;
    for (int i = suffix.length() - 1; i >= 0; i--) {
      hash = hash * 31 + suffix.charAt(i);
    }
    wildcards[slot(hash, suffix, 0)] = rules;
  }

  /** Where the wildcard is that has the end of a name after its asterisk, or would be. */
  private int slot(int hash, String name, int start) {
    int mask = wildcards.length - 1;
    int slot = (hash * RuleTable.SPREAD) >>> Integer.numberOfLeadingZeros(mask);
    for (HostRules rules = wildcards[slot]; rules != null; rules = wildcards[slot]) {
      if (rules.name().length() == name.length() - start && name.endsWith(rules.name())) {
        return slot;
      }
      slot = (slot + 1) & mask;
    }
    return slot;
  }
}
