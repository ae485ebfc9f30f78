package io.oauthcc.token;

/** Where tokens come from. */
interface TokenEndpoint {

  /** Asks for a token; waits for the answer. Never called twice at the same time by one cache. */
  IssuedToken fetch() throws TokenException;
}
