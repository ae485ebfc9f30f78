package io.oauthcc.it.driver;

import java.io.Closeable;
import java.io.IOException;
import java.util.function.UnaryOperator;

/**
 * A web application's use of a client: turns a URL into what came of calling it. JDK types only, so
 * that the application server can name it.
 */
public final class Visit implements UnaryOperator<String>, Closeable {
  private final VisitedClient client;

  /**
   * @param client the class of the {@link VisitedClient}
   */
  public Visit(String client) throws ReflectiveOperationException {
    this.client =
        Class.forName(client)
            .asSubclass(VisitedClient.class)
            .getDeclaredConstructor()
            .newInstance();
  }

  @Override
  public String apply(String url) {
    try {
      return "status " + client.get(url);
    } catch (Exception e) {
      return e.toString();
    }
  }

  @Override
  public void close() throws IOException {
    client.close();
  }
}
