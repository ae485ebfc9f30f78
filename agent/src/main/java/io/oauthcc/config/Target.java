package io.oauthcc.config;

/** A place that hops are sent to: {@code [scheme://]host[:port][/path-prefix]}. */
public final class Target {

  private final String text;

  private Target(String text) {
    this.text = text;
  }

  /**
   * Reads a target.
   *
   * @throws IllegalArgumentException if it is not one; the message tells the user what would be
   *     right
   */
  public static Target parse(String text) {
    return new Target(text);
  }

  @Override
  public String toString() {
    return text;
  }
}
