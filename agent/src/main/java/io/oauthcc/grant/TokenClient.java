package io.oauthcc.grant;

/** Asks for tokens. */
public interface TokenClient {

  /** Asks for a token; waits for the answer. Never called twice at the same time by one cache. */
  IssuedToken fetch() throws TokenException;

  /**
   * Whether a secret, key or trust file is another than it was at the last {@link #fetch}, so that
   * a fatal answer may no longer hold. Reads files; never called while {@code fetch} runs.
   */
  default boolean hasChanged() {
    return false;
  }
}
