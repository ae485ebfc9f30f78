package io.oauthcc.config;

import java.util.List;

/** A secret or password that is itself the value of a key. Loaded only where there is one. */
final class LiteralSecret {

  private LiteralSecret() {}

  /**
   * The secret as written, with warnings about what others see of it and what the user does not.
   *
   * @param instead what to write so that {@code ps} does not show it
   */
  static Secret read(Setting setting, String instead, List<String> warnings) {
    String secret = setting.value();
    if (setting.isOnCommandLine()) {
      warn(
          warnings,
          setting.place()
              + ": ps shows this "
              + (setting.key() == Key.CLIENT_SECRET ? "secret" : "password")
              + " to every user of the machine; write "
              + instead);
    }
    if (secret.trim().length() != secret.length()) {
      warn(
          warnings,
          setting.place() + ": starts or ends with white space, which counts as part of it");
    }
    return Secret.of(secret);
  }

  /** Once, however many registrations inherit the secret. */
  private static void warn(List<String> warnings, String warning) {
    if (!warnings.contains(warning)) {
      warnings.add(warning);
    }
  }
}
