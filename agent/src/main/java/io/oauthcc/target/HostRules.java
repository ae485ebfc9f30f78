package io.oauthcc.target;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is said of one host, or of what is below one wildcard: by itself, and by the wildcards
 * that include it. Immutable; nothing allocates.
 */
final class HostRules {

  private final String name;
  private final RuleTable served;
  private final RuleTable excluded;
  private final @Nullable HostRules wider;
  private final boolean isServed;

  /**
   * @param name a host, or what follows a wildcard's asterisk
   * @param wider the longest wildcard that includes it
   */
  HostRules(
      String name, List<TargetRule> served, List<TargetRule> excluded, @Nullable HostRules wider) {
    this.name = name;
    this.served = new RuleTable(served);
    this.excluded = new RuleTable(excluded);
    this.wider = wider;
    this.isServed = !served.isEmpty() || (wider != null && wider.isServed);
  }

  /** The host, or what follows the wildcard's asterisk. */
  String name() {
    return name;
  }

  /** Whether it is said of what is below a name, not of a host. */
  boolean isWildcard() {
    return name.startsWith(".");
  }

  /** Whether any hop to there may be somebody's. */
  boolean isServed() {
    return isServed;
  }

  /**
   * What serves hops to there, exclusions aside; null if nothing does.
   *
   * @param origin see {@link Target#originCode(String, int)}
   * @param path normal, or empty for one that is ambiguous
   */
  @Nullable TargetRule winner(int origin, String path) {
    for (HostRules rules = this; rules != null; rules = rules.wider) {
      TargetRule winner = rules.served.find(origin, path, null);
      if (winner != null) {
        return winner;
      }
    }
    return null;
  }

  /** The exclusion that takes such a hop from its winner, or from whomever; null if none does. */
  @Nullable TargetRule exclusion(int origin, String path, @Nullable TargetRule winner) {
    for (HostRules rules = this; rules != null; rules = rules.wider) {
      TargetRule exclusion = rules.excluded.find(origin, path, winner);
      if (exclusion != null) {
        return exclusion;
      }
    }
    return null;
  }

  /** Whether an exclusion names a path there, which an ambiguous one may be. */
  boolean excludesPaths(int origin) {
    for (HostRules rules = this; rules != null; rules = rules.wider) {
      if (rules.excluded.hasPaths(origin)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a target names a path there, which an ambiguous one may be. */
  boolean servesPaths(int origin) {
    for (HostRules rules = this; rules != null; rules = rules.wider) {
      if (rules.served.hasPaths(origin)) {
        return true;
      }
    }
    return false;
  }
}
