package io.oauthcc.it.driver;

import java.util.logging.LogManager;

/**
 * An application that makes a call and tells what it sees of its JVM, a fact a line: {@code before}
 * the call and {@code after} it. Its arguments are the class of the {@link HttpDriver}, the URL and
 * how it ends: {@code return}, {@code exit} or {@code throw}.
 */
public final class Onlooker {
  private Onlooker() {}

  /** Ends as it was told. */
  public static void main(String[] args) throws Exception {
    System.setProperty("java.util.logging.manager", OwnLogManager.class.getName());
    new JvmFacts().print("before");
    HttpDriver http =
        Class.forName(args[0]).asSubclass(HttpDriver.class).getDeclaredConstructor().newInstance();
    Call call = new Call(new Line().with("url", args[1]));
    System.out.println("status " + http.call(call).line().get("status"));
    System.out.println("status " + http.call(call).line().get("status"));
    new JvmFacts().print("after");
    switch (args[2]) {
      case "exit":
        System.exit(3);
        break;
      case "throw":
        throw new IllegalStateException("the application's own failure");
      default:
        break;
    }
  }

  /** In force only if nobody has asked for a logger before {@code main}. */
  public static final class OwnLogManager extends LogManager {
    /** For the JDK, by name. */
    public OwnLogManager() {}
  }
}
