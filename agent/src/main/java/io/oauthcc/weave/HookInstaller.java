package io.oauthcc.weave;

/** Puts {@code java.lang.OauthccHook} in place, before the first class that calls it is woven. */
public interface HookInstaller {

  /**
   * Defines the hook and connects it to the agent's answers. Several threads may call it at once:
   * for each that returns the hook answers, and all have the same answers. Takes no lock, since
   * other agents see the classes that are loaded here, and may do with them what they like. Is
   * called with the agent's permissions, whatever the application's code on the stack has.
   *
   * @throws Exception if woven code would find no hook; nothing must be woven then
   */
  void install() throws Exception;
}
