package io.oauthcc.weave;

/** Puts {@code java.lang.OauthccHook} in place, before the first class that calls it is woven. */
public interface HookInstaller {

  /**
   * Defines the hook and connects it to the agent's answers. Calling it again does nothing.
   *
   * @throws Exception if woven code would find no hook; nothing must be woven then
   */
  void install() throws Exception;
}
