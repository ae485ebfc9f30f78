package io.oauthcc.it.driver;

/**
 * Makes one call with an OkHttp of whichever age and prints the status. By reflection: from version
 * to version the same source compiles to other calls, and OkHttp 2 is in a package of its own.
 */
public final class OldOkHttp {
  private OldOkHttp() {}

  /**
   * Calls twice, with a client of its own each time.
   *
   * @param args the package, {@code okhttp3}, and the URL
   */
  public static void main(String[] args) throws Exception {
    Class<?> clientClass = Class.forName(args[0] + ".OkHttpClient");
    Class<?> requestClass = Class.forName(args[0] + ".Request");
    Class<?> builderClass = Class.forName(args[0] + ".Request$Builder");
    for (int i = 0; i < 2; i++) {
      Object builder = builderClass.getConstructor().newInstance();
      builderClass.getMethod("url", String.class).invoke(builder, args[1]);
      Object request = builderClass.getMethod("build").invoke(builder);
      Object call =
          clientClass
              .getMethod("newCall", requestClass)
              .invoke(clientClass.getConstructor().newInstance(), request);
      Class<?> callClass = Class.forName(args[0] + ".Call");
      Object response = callClass.getMethod("execute").invoke(call);
      System.out.println(Class.forName(args[0] + ".Response").getMethod("code").invoke(response));
    }
    System.exit(0);
  }
}
