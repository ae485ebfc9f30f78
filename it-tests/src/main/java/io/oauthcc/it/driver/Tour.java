package io.oauthcc.it.driver;

/**
 * An application that calls a URL, its first argument, twice with each client whose {@link
 * HttpDriver}s are its other arguments.
 */
public final class Tour {
  private Tour() {}

  /** Prints the client and the status of each call. */
  public static void main(String[] args) throws Exception {
    for (int i = 1; i < args.length; i++) {
      Class<?> driver = Class.forName(args[i]);
      HttpDriver http = driver.asSubclass(HttpDriver.class).getDeclaredConstructor().newInstance();
      for (int call = 0; call < 2; call++) {
        Answer answer = http.call(new Call(new Line().with("url", args[0])));
        System.out.println(driver.getSimpleName() + " " + answer.line().get("status"));
      }
    }
  }
}
