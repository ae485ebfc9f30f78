package io.oauthcc.target;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rules for one host, or for what is below one wildcard, by scheme, port and path prefix. A
 * look-up takes one probe for each segment of the path, however many rules there are: the hash of
 * all that is before a slash grows with the path. It only says where to look; characters decide.
 * Immutable; nothing allocates.
 */
final class RuleTable {

  private static final TargetRule[] FREE = {};

  /** 2^32 by the golden ratio, which spreads what lies side by side. */
  static final int SPREAD = 0x9e3779b9;

  /** Less than half full; rules of one origin and prefix share a slot, in the order they came. */
  private final TargetRule[][] slots;

  private final int longestPrefix;

  /** A bit for each length that a prefix has, those beyond 63 on top of the others. */
  private final long prefixLengths;

  private final boolean anyPorts;

  /** The origin of all rules, as most hosts have but one; negative if there are several. */
  private final int onlyOrigin;

  private final int[] originsWithPaths;

  RuleTable(List<TargetRule> rules) {
    int longest = -1;
    long lengths = 0;
    boolean any = false;
    int[] origins = new int[rules.size()];
    int count = 0;
    int only = rules.isEmpty() ? -1 : rules.get(0).target().originCode();
    slots = new TargetRule[Integer.highestOneBit(rules.size() * 4 + 1)][];
    Arrays.fill(slots, FREE);
    for (TargetRule rule : rules) {
      Target target = rule.target();
      longest = Math.max(longest, target.prefix().length());
      lengths |= 1L << target.prefix().length();
      any |= target.hasAnyPort();
      only = only == target.originCode() ? only : -1;
      if (rule.isForPath()) {
        origins[count++] = target.originCode();
      }
      add(rule);
    }
    longestPrefix = longest;
    prefixLengths = lengths;
    anyPorts = any;
    onlyOrigin = any ? -1 : only;
    originsWithPaths = Arrays.copyOf(origins, count);
    if (count > 1) {
      // Not for one: it would load what sorts.
      Arrays.sort(originsWithPaths);
    }
  }

  private void add(TargetRule rule) {
    String prefix = rule.target().prefix();
    int origin = rule.target().originCode();
    int hash = origin;
    for (int i = 0; i < prefix.length(); i++) {
      hash = hash * 31 + prefix.charAt(i);
    }
    int slot = slot(hash, origin, prefix, prefix.length());
    TargetRule[] before = slots[slot];
    for (TargetRule each : before) {
      if (each.isProviders() && each.isEndpoint() == rule.isEndpoint() && rule.isProviders()) {
        return; // Many registrations may have one endpoint.
      }
    }
    slots[slot] = Arrays.copyOf(before, before.length + 1);
    slots[slot][before.length] = rule;
  }

  /** Where the rules are for an origin and the first characters of a path, or would be. */
  private int slot(int hash, int origin, String path, int length) {
    int mask = slots.length - 1;
    int slot = (hash * SPREAD) >>> Integer.numberOfLeadingZeros(mask);
    while (slots[slot] != FREE) {
      Target target = slots[slot][0].target();
      if (target.originCode() == origin
          && target.prefix().length() == length
          && path.startsWith(target.prefix())) {
        return slot;
      }
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  /**
   * The rule that stands for a path, an exact port before any, then the longest prefix; null if
   * none does.
   *
   * @param origin see {@link Target#originCode(String, int)}
   * @param path normal, or empty for one that is ambiguous: only rules for the whole host hold that
   * @param winner only rules that bind this one count; null: all do
   */
  @Nullable TargetRule find(int origin, String path, @Nullable TargetRule winner) {
    if (origin < 0 || longestPrefix < 0 || (onlyOrigin >= 0 && origin != onlyOrigin)) {
      return null;
    }
    TargetRule rule = longest(origin, path, winner);
    return rule != null || !anyPorts ? rule : longest(Target.anyPort(origin), path, winner);
  }

  private @Nullable TargetRule longest(int origin, String path, @Nullable TargetRule winner) {
    TargetRule longest = null;
    int hash = origin;
    int end = Math.min(path.length(), longestPrefix);
    for (int i = 0; i <= end; i++) {
      char c = i < path.length() ? path.charAt(i) : '/';
      if (c == '/' && ((prefixLengths >>> i) & 1) != 0) {
        for (TargetRule rule : slots[slot(hash, origin, path, i)]) {
          if (rule.names(path) && (winner == null || rule.binds(winner))) {
            longest = rule;
            break;
          }
        }
      }
      hash = hash * 31 + c;
    }
    return longest;
  }

  /** Whether any rule at this origin stands for less than the host: an ambiguous path may be it. */
  boolean hasPaths(int origin) {
    return origin >= 0
        && (Arrays.binarySearch(originsWithPaths, origin) >= 0
            || (anyPorts && Arrays.binarySearch(originsWithPaths, Target.anyPort(origin)) >= 0));
  }
}
