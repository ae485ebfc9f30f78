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

  /**
   * Leaves a client alone that was to be woven. Those of its classes that were woven already are to
   * be offered again, and become what they were.
   *
   * @return false if it was left alone before
   */
  synchronized boolean giveUp(@Nullable ClassLoader loader, String clientName, String prefix) {
    Decision decision = decision(loader, clientName, prefix);
    WovenSet alone = new WovenSet(clientName, prefix, null);
    if (decision == null) {
      decisions.add(new Decision(loader, alone));
      return true;
    }
    if (decision.set.layout == null) {
      return false;
    }
    decision.set = alone;
    decision.toRestore.addAll(decision.seen);
    return true;
  }

  /** Notes that a class with a decision was offered to the agent. */
  synchronized void see(
      @Nullable ClassLoader loader, String clientName, String prefix, String className) {
    Decision decision = decision(loader, clientName, prefix);
    if (decision != null) {
      decision.seen.add(className);
      decision.toRestore.remove(className);
    }
  }

  /**
   * Whether nothing is left to do for the class: it was offered to the agent, or its client is left
   * alone.
   */
  synchronized boolean isDone(
      @Nullable ClassLoader loader, String clientName, String prefix, String className) {
    Decision decision = decision(loader, clientName, prefix);
    return decision != null
        && (decision.set.layout == null
            ? !decision.toRestore.contains(className)
            : decision.seen.contains(className));
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
    private WovenSet set;
    private final Set<String> seen = new HashSet<>();
    private final Set<String> toRestore = new HashSet<>();

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
