package io.oauthcc.authorize;

import java.lang.invoke.MethodHandle;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Enters a suspended method once more, with what came of its wait. */
final class Again implements Function<@Nullable Object, @Nullable Object> {

  private final @Nullable MethodHandle self;
  private final @Nullable Throwable instead;

  /**
   * @param self bound, without parameters
   */
  Again(MethodHandle self) {
    this.self = self;
    this.instead = null;
  }

  /** One that throws {@code instead}. */
  Again(Throwable instead) {
    this.self = null;
    this.instead = instead;
  }

  /** Returns what the method returns, and throws what it throws. */
  @Override
  public @Nullable Object apply(@Nullable Object settled) {
    CallWait call = settled instanceof AwaitedToken ? ((AwaitedToken) settled).call() : null;
    if (call != null) {
      call.note((AwaitedToken) settled);
    }
    try {
      return self == null ? Again.<RuntimeException>fail(instead) : self.invoke();
    } catch (Throwable thrown) {
      return Again.<RuntimeException>fail(thrown);
    } finally {
      if (call != null) {
        // What the method did not ask for is of no use to a later hop.
        call.note(null);
      }
    }
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> @Nullable Object fail(@Nullable Throwable thrown) throws T {
    throw (T) thrown;
  }
}
