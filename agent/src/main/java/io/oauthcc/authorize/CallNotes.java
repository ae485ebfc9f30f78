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

  private final ConcurrentMap<Object, V> notes = new ConcurrentHashMap<>();
  private final ReferenceQueue<Object> collected = new ReferenceQueue<>();

  /** Notes this of {@code call}, in place of what was known. */
  void put(Object call, V note) {
    forgetCollected();
    notes.put(new Key(call, collected), note);
  }

  /** What is known of {@code call}, or null. */
  @Nullable V get(Object call) {
    forgetCollected();
    return notes.isEmpty() ? null : notes.get(new Question(call));
  }

  /** The same; it is forgotten. */
  @Nullable V take(Object call) {
    return notes.isEmpty() ? null : notes.remove(new Question(call));
  }

  private void forgetCollected() {
    for (Reference<?> gone = collected.poll(); gone != null; gone = collected.poll()) {
      notes.remove(gone);
    }
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

    Key(Object call, ReferenceQueue<Object> queue) {
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
