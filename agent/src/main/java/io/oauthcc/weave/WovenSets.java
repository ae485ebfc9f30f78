package io.oauthcc.weave;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was decided for each class loader. Loaders are held weakly, so that they can be collected,
 * and compared by identity: their own {@code equals} is the application's code.
 */
final class WovenSets {

  private final List<Decision> decisions = new ArrayList<>();

  /** The decision for the copy of a client below {@code prefix} in a loader, or null. */
  synchronized @Nullable WovenSet find(
      @Nullable ClassLoader loader, String clientName, String prefix) {
    Decision decision = decision(loader, clientName, prefix);
    return decision == null ? null : decision.set;
  }

  /**
   * Keeps the first decision.
   *
   * @return false if another thread was faster; its decision is the same
   */
  synchronized boolean add(@Nullable ClassLoader loader, WovenSet set) {
    if (decision(loader, set.clientName, set.prefix) != null) {
      return false;
    }
    decisions.add(new Decision(loader, set));
    return true;
  }

  /** Notes that a class with a decision was offered to the agent. */
  synchronized void see(
      @Nullable ClassLoader loader, String clientName, String prefix, String className) {
    Decision decision = decision(loader, clientName, prefix);
    if (decision != null) {
      decision.seen.add(className);
    }
  }

  /**
   * Whether nothing is left to do for the class: it was offered to the agent, or its client is left
   * alone.
   */
  synchronized boolean isDone(
      @Nullable ClassLoader loader, String clientName, String prefix, String className) {
    Decision decision = decision(loader, clientName, prefix);
    return decision != null && (decision.set.layout == null || decision.seen.contains(className));
  }

  private @Nullable Decision decision(
      @Nullable ClassLoader loader, String clientName, String prefix) {
    for (Iterator<Decision> all = decisions.iterator(); all.hasNext(); ) {
      Decision decision = all.next();
      if (decision.isStale()) {
        all.remove();
      } else if (decision.isFor(loader)
          && decision.set.clientName.equals(clientName)
          && decision.set.prefix.equals(prefix)) {
        return decision;
      }
    }
    return null;
  }

  /** A decision, the loader it is for, and the classes of it that were offered to the agent. */
  private static final class Decision {

    private final @Nullable WeakReference<ClassLoader> loader;
    private final WovenSet set;
    private final Set<String> seen = new HashSet<>();

    Decision(@Nullable ClassLoader loader, WovenSet set) {
      this.loader = loader == null ? null : new WeakReference<>(loader);
      this.set = set;
    }

    boolean isStale() {
      return loader != null && loader.get() == null;
    }

    boolean isFor(@Nullable ClassLoader candidate) {
      return loader == null ? candidate == null : loader.get() == candidate;
    }
  }
}
