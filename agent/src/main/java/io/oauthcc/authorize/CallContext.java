package io.oauthcc.authorize;

/** What the answers need to know of the thread that asks. */
interface CallContext {

  /**
   * True on a thread of the agent's own that is not running a call of the application: requests
   * made there (certificate revocation checks inside our own handshake, say) are left alone.
   */
  boolean isAgentThread();
}
