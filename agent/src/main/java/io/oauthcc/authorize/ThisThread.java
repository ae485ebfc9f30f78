package io.oauthcc.authorize;

import org.jspecify.annotations.Nullable;

/** The thread that asks, as woven code meets it. */
final class ThisThread implements CallContext, Carrier {

  @Override
  public boolean isAgentThread() {
    return AgentThread.isCurrent();
  }

  @Override
  public @Nullable String carried() {
    return OauthccHook.carried();
  }

  @Override
  public @Nullable String carry(@Nullable String value) {
    String before = OauthccHook.carried();
    OauthccHook.carry(value);
    return before;
  }

  /** Whether it is a virtual one; asked by reflection, for Java 8 knows none. */
  static boolean isVirtual() {
    try {
      return (boolean) Thread.class.getMethod("isVirtual").invoke(Thread.currentThread());
    } catch (ReflectiveOperationException before21) {
      return false;
    }
  }
}
