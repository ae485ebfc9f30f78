package io.oauthcc.authorize;

import org.jspecify.annotations.Nullable;

/** Hands a value to the code further down a thread's stack that writes a hop's headers. */
interface Carrier {

  /**
   * From now on this thread carries the value.
   *
   * @param value null: nothing
   * @return what it carried before
   */
  @Nullable String carry(@Nullable String value);
}
