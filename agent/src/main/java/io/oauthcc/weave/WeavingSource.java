package io.oauthcc.weave;

/** Makes what the gate needs from the first class of a client on, and loads nothing before. */
public interface WeavingSource {

  /**
   * Called once, when the first class of a client appears.
   *
   * @param afterWeave to be run on a thread of the agent's after each weave
   */
  ClientWeaving weaving(Runnable afterWeave);
}
