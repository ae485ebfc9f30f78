package io.oauthcc.authorize;

import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/** What advice keeps at objects of its client. Throws nothing. */
final class Notes {

  private final CallNotes<Integer> marks = new CallNotes<>();
  private final CallNotes<WeakReference<Object>> attached = new CallNotes<>();
  private final Defects defects;

  Notes(Defects defects) {
    this.defects = defects;
  }

  /** As {@link OauthccHook#mark} promises. */
  void mark(Object marked) {
    try {
      marks.put(marked, marks(marked) + 1);
    } catch (Throwable defect) {
      defects.report(defect);
    }
  }

  /** As {@link OauthccHook#marks} promises. */
  int marks(Object marked) {
    try {
      Integer before = marks.get(marked);
      return before == null ? 0 : before;
    } catch (Throwable defect) {
      defects.report(defect);
      return 0;
    }
  }

  /** As {@link OauthccHook#attach} promises. */
  void attach(Object to, Object note) {
    try {
      attached.put(to, new WeakReference<>(note));
    } catch (Throwable defect) {
      defects.report(defect);
    }
  }

  /** As {@link OauthccHook#attached} promises. */
  @Nullable Object attached(Object to) {
    try {
      WeakReference<Object> note = attached.get(to);
      return note == null ? null : note.get();
    } catch (Throwable defect) {
      defects.report(defect);
      return null;
    }
  }
}
