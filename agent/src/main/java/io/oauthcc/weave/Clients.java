package io.oauthcc.weave;

import java.util.ArrayList;
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
    List<Client> all = new ArrayList<>();
    all.add(HttpUrlConnectionClient.since21());
    all.add(HttpUrlConnectionClient.since9());
    all.add(HttpUrlConnectionClient.of8());
    all.add(JavaHttpClient.client());
    all.add(OkHttpClient.withExchangeCodecs());
    all.add(OkHttpClient.withCodecs());
    return all;
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

  /**
   * @param disabled names of clients, {@code okhttp}
   */
  static List<Client> allBut(Set<String> disabled) {
    List<Client> enabled = new ArrayList<>();
    for (Client client : all()) {
      if (!disabled.contains(client.name)) {
        enabled.add(client);
      }
    }
    return enabled;
  }
}
