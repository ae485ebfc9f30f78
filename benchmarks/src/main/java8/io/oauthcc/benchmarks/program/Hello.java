package io.oauthcc.benchmarks.program;

/** The program that does nothing: what is left is the JVM and its agent. */
public final class Hello {

  private Hello() {}

  /** Prints a line. */
  @SuppressWarnings("SystemOut")
  public static void main(String[] arguments) {
    System.out.println("hello");
  }
}
