package io.oauthcc.authorize;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * What is known of calls that have no thread to keep it. Calls are the client's own objects: held
 * weakly, so that their class loader can be collected, and told apart by identity. Nearly always
 * empty; takes no lock then.
 */
final class CallNotes<V> {

  private final ConcurrentMap<Key, V> notes = new ConcurrentHashMap<>();
  private final ReferenceQueue<Object> collected = new ReferenceQueue<>();

  /** Notes this of {@code call}, in place of what was known. */
  void put(Object call, V note) {
    for (Reference<?> gone = collected.poll(); gone != null; gone = collected.poll()) {
      notes.remove(gone);
    }
    notes.put(new Key(call, collected), note);
  }

  /** What is known of {@code call}, or null. */
  @Nullable V get(Object call) {
    return notes.isEmpty() ? null : notes.get(new Key(call, null));
  }

  /** The same; it is forgotten. */
  @Nullable V take(Object call) {
    return notes.isEmpty() ? null : notes.remove(new Key(call, null));
  }

  private static final class Key extends WeakReference<Object> {

    private final int hash;

    Key(Object call, @Nullable ReferenceQueue<Object> queue) {
      super(call, queue);
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
