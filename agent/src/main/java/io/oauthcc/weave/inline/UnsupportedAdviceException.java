package io.oauthcc.weave.inline;

/**
 * Advice says what is not understood here, or does not fit the method it is for. A test weaves all
 * advice when the agent is built; at run time it means that a client is not of the shape that was
 * checked.
 */
public final class UnsupportedAdviceException extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  UnsupportedAdviceException(String what) {
    super("advice with " + what);
  }
}
