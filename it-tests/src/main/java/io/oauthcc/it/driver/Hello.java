package io.oauthcc.it.driver;

/** The smallest application: a line on each output, and no HTTP. */
public final class Hello {
  private Hello() {}

  /** Prints and returns. */
  public static void main(String[] args) {
    System.out.println("hello");
    System.err.println("hello, errors");
  }
}
