package io.oauthcc.config;

import java.util.List;
import java.util.Locale;

/** What {@code allow-insecure-http} allows. Loaded only where it is set. */
final class InsecureHttp {

  private final boolean targets;
  private final boolean endpoint;

  private InsecureHttp(boolean targets, boolean endpoint) {
    this.targets = targets;
    this.endpoint = endpoint;
  }

  /** Warns about whatever is allowed. */
  static InsecureHttp read(
      Setting setting, String registration, Values values, List<String> warnings) {
    String value = setting.value().toLowerCase(Locale.ROOT);
    boolean endpoint = value.equals("true");
    boolean targets = endpoint || value.equals("targets");
    if (targets) {
      warnings.add(
          "registration "
              + registration
              + ": allow-insecure-http="
              + value
              + (endpoint ? " lets access tokens and the secret" : " lets access tokens")
              + " travel readable over plain http");
    } else if (!value.equals("false")) {
      values.wrong(setting, "write " + setting.key().type());
    }
    return new InsecureHttp(targets, endpoint);
  }

  /** Tokens may go to targets readable. */
  boolean allowsTargets() {
    return targets;
  }

  /** Tokens and secrets may travel between here and the token endpoint readable. */
  boolean allowsEndpoint() {
    return endpoint;
  }
}
