package io.oauthcc.token;

/** Who asks for the token: {@code oauthcc/1.2.3}, the version from the jar's manifest. */
final class UserAgent {

  private UserAgent() {}

  static String value() {
    Package own = UserAgent.class.getPackage();
    String version = own == null ? null : own.getImplementationVersion();
    return version == null ? "oauthcc" : "oauthcc/" + version;
  }
}
