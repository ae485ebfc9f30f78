package io.oauthcc.weave;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Every client that can be woven; one with several layouts stands here once for each. */
final class Clients {

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
