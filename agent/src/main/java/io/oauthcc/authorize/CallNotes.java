package io.oauthcc.authorize;

import java.lang.ref.WeakReference;
import java.util.Iterator;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * What is known of calls that have no thread to keep it. Calls are the client's own objects: held
 * weakly, so that their class loader can be collected, and told apart by identity. Notes of
 * collected calls go when there are as many again as were left the last time. Takes no lock.
 */
final class CallNotes<V> {

  /** How many there are at least before those of collected calls are looked for. */
  private static final int FEW = 64;

  private final ConcurrentMap<Object, V> notes = new ConcurrentHashMap<>();
  private final AtomicBoolean isLooking = new AtomicBoolean();
  private volatile int most = FEW;

  /** Notes this of {@code call}, in place of what was known. */
  void put(Object call, V note) {
    if (notes.size() >= most && isLooking.compareAndSet(false, true)) {
      try {
        forgetCollected();
      } finally {
        isLooking.set(false);
      }
    }
    notes.put(new Key(call), note);
  }

  /** What is known of {@code call}, or null. */
  @Nullable V get(Object call) {
    return notes.isEmpty() ? null : notes.get(new Question(call));
  }

  /** The same; it is forgotten. */
  @Nullable V take(Object call) {
    return notes.isEmpty() ? null : notes.remove(new Question(call));
  }

  /** Without a {@link java.lang.ref.ReferenceQueue}: its lock would pin a virtual thread. */
  private void forgetCollected() {
    Iterator<Object> keys = notes.keySet().iterator();
    while (keys.hasNext()) {
      if (((Key) keys.next()).get() == null) {
        keys.remove();
      }
    }
    most = Math.max(FEW, 2 * notes.size());
  }

  /** For a look-up: no weak reference, of which the collector would have to know. */
  private static final class Question {

    private final Object call;

    Question(Object call) {
      this.call = call;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(call);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key && ((Key) other).get() == call;
    }
  }

  private static final class Key extends WeakReference<Object> {

    private final int hash;

    Key(Object call) {
      super(call);
      this.hash = System.identityHashCode(call);
    }

    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      if (this == other) {
        return true;
      }
      Object call = get();
      return call != null && other instanceof Key && ((Key) other).get() == call;
    }
  }
}
