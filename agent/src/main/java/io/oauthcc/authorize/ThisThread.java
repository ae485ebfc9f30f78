package io.oauthcc.authorize;

import org.jspecify.annotations.Nullable;

/** The thread that asks, as woven code meets it. */
final class ThisThread implements CallContext {

  @Override
  public boolean isAgentThread() {
    return AgentThread.isCurrent();
  }

  @Override
  public @Nullable String carried() {
    return OauthccHook.carried();
  }
}
