package io.oauthcc.config;

import org.jspecify.annotations.Nullable;

/** A secret or password that is itself the value of a key. Loaded only where there is one. */
final class LiteralSecret {

  private static final String PADDED =
      "starts or ends with white space, which counts as part of it";

  private LiteralSecret() {}

  /**
   * The secret as written, with warnings about what others see of it and what the user does not.
   *
   * @param instead what to write so that {@code ps} does not show it
   */
  static Secret read(Setting setting, String instead, Settings settings) {
    String secret = setting.value();
    if (setting.isOnCommandLine()) {
      settings.warn(
          setting,
          "ps shows this "
              + (setting.key() == Key.CLIENT_SECRET ? "secret" : "password")
              + " to every user of the machine; write "
              + instead);
    }
    if (isPadded(secret)) {
      settings.warn(setting, PADDED);
    }
    return Secret.of(secret);
  }

  /** What its author may not see in the content of a secret file, or null. */
  static @Nullable String form(Secret secret) {
    String text = secret.reveal();
    if (isPadded(text)) {
      return PADDED;
    }
    String explanation = OddValue.explain(text);
    return explanation == null ? null : "is odd: " + explanation;
  }

  private static boolean isPadded(String secret) {
    return secret.trim().length() != secret.length();
  }
}
