package io.oauthcc.weave;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** Every client that can be woven; one with several layouts stands here once for each. */
final class Clients {
  /** A class that OkHttp 3.0 to 3.3 alone has. */
  static final String OLD_OKHTTP_3 = "okhttp3/internal/http/HttpEngine";

  /** The same of OkHttp 2. */
  static final String OKHTTP_2 = "com/squareup/okhttp/internal/http/HttpEngine";

  private Clients() {}

  static List<Client> all() {
    List<Client> all = new ArrayList<>(layoutsOf(HttpUrlConnectionClient.CONNECTION));
    all.addAll(layoutsOf(JavaHttpClient.EXCHANGE));
    all.addAll(layoutsOf(OkHttpClient.CALL_SERVER));
    return all;
  }

  /** The layouts of the client that alone may have a class; of the others nothing is loaded. */
  private static List<Client> layoutsOf(String className) {
    if (className.equals(HttpUrlConnectionClient.CONNECTION)) {
      return Arrays.asList(
          HttpUrlConnectionClient.since21(),
          HttpUrlConnectionClient.since9(),
          HttpUrlConnectionClient.of8());
    }
    return className.startsWith(JavaHttpClient.PACKAGE)
        ? Collections.singletonList(JavaHttpClient.client())
        : Arrays.asList(OkHttpClient.withExchangeCodecs(), OkHttpClient.withCodecs());
  }

  /**
   * The layouts of the client that claims a class; none if it is to be left alone.
   *
   * @param disabled names of clients, {@code okhttp}
   */
  static List<Client> claiming(String className, Set<String> disabled) {
    List<Client> layouts = layoutsOf(className);
    for (Client layout : layouts) {
      if (layout.claims(className) && !disabled.contains(layout.name)) {
        return layouts;
      }
    }
    return Collections.emptyList();
  }

  /** Every client that is known and not woven; what is to be named is added here. */
  private static List<UnwovenClient> unwoven() {
    List<UnwovenClient> unwoven = new ArrayList<>();
    unwoven.add(
        new UnwovenClient(
            OkHttpClient.NAME, "OkHttp 3.0 to 3.3", OLD_OKHTTP_3, true, OkHttpClient.REMEDY));
    unwoven.add(
        new UnwovenClient(OkHttpClient.NAME, "OkHttp 2", OKHTTP_2, false, OkHttpClient.REMEDY));
    return unwoven;
  }

  /**
   * The same without those that are to be left alone anyway.
   *
   * @param disabled names of clients, {@code okhttp}
   */
  static List<UnwovenClient> unwovenBut(Set<String> disabled) {
    List<UnwovenClient> enabled = new ArrayList<>();
    for (UnwovenClient client : unwoven()) {
      if (!disabled.contains(client.key)) {
        enabled.add(client);
      }
    }
    return enabled;
  }
}
