package io.oauthcc.authorize;

import java.lang.invoke.MethodHandle;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Enters a suspended method once more, with what came of its wait. */
final class Again implements Function<@Nullable Object, @Nullable Object> {

  private final MethodHandle self;

  /**
   * @param self bound, without parameters
   */
  Again(MethodHandle self) {
    this.self = self;
  }

  /** Returns what the method returns, and throws what it throws. */
  @Override
  public @Nullable Object apply(@Nullable Object settled) {
    CallWait call = settled instanceof AwaitedToken ? ((AwaitedToken) settled).call() : null;
    if (call != null) {
      call.note((AwaitedToken) settled);
    }
    try {
      return self.invoke();
    } catch (Throwable thrown) {
      Again.<RuntimeException>sneak(thrown);
      return null;
    } finally {
      if (call != null) {
        // What the method did not ask for is of no use to a later hop.
        call.note(null);
      }
    }
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void sneak(Throwable thrown) throws T {
    throw (T) thrown;
  }
}
