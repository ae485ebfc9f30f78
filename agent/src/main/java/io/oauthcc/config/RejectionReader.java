package io.oauthcc.config;

import io.oauthcc.config.Registration.OnUnauthorized;
import io.oauthcc.target.HostName;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads what a refused token is and does. Loaded only where one of its keys is set. */
final class RejectionReader {

  /** What is below is a success or a redirect, which is the client's to follow. */
  private static final int LEAST = 400;

  private static final int MOST = 599;

  /** Speaks of the proxy's credentials, never of the token. */
  private static final int PROXY_AUTHENTICATION_REQUIRED = 407;

  private final RegistrationSettings settings;

  RejectionReader(RegistrationSettings settings) {
    this.settings = settings;
  }

  void read(Registration.Builder builder) {
    Setting mode = settings.find(Key.ON_UNAUTHORIZED);
    if (mode != null) {
      builder.onUnauthorized(
          settings.values().oneOf(mode, OnUnauthorized.values(), OnUnauthorized.RETRY));
    }
    Setting status = settings.find(Key.UNAUTHORIZED_STATUS);
    if (status != null) {
      builder.unauthorizedStatus(statuses(status));
    }
  }

  private Set<Integer> statuses(Setting setting) {
    Set<Integer> statuses = new LinkedHashSet<>();
    List<String> items = Values.items(setting.value());
    boolean right = !items.isEmpty();
    for (String item : items) {
      int status = HostName.decimal(item, 0, item.length(), MOST);
      right = right && status >= LEAST && status != PROXY_AUTHENTICATION_REQUIRED;
      statuses.add(status);
    }
    if (!right) {
      settings
          .values()
          .wrong(
              setting,
              "write statuses that refuse a token, "
                  + LEAST
                  + " to "
                  + MOST
                  + " but for 407, as in 401,403");
    }
    return statuses;
  }
}
