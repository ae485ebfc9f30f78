package io.oauthcc.config;

import io.oauthcc.config.Registration.RefreshTokens;
import io.oauthcc.config.Registration.TokenRequestFormat;
import io.oauthcc.config.Registration.TokenRequestMethod;

/** Reads how a token is asked for. Loaded only where one of its keys is set. */
final class TokenRequestReader {

  private final RegistrationSettings settings;

  TokenRequestReader(RegistrationSettings settings) {
    this.settings = settings;
  }

  /** To be called when the client's authentication is read. */
  void read(Registration.Builder builder) {
    Setting refresh = settings.find(Key.REFRESH_TOKEN);
    if (refresh != null) {
      builder.refreshTokens(
          settings.values().oneOf(refresh, RefreshTokens.values(), RefreshTokens.AUTO));
    }
    Setting setting = settings.find(Key.TOKEN_REQUEST_METHOD);
    if (setting == null) {
      return;
    }
    TokenRequestMethod method =
        settings.values().oneOf(setting, TokenRequestMethod.values(), TokenRequestMethod.POST);
    builder.tokenRequestMethod(method);
    if (method == TokenRequestMethod.GET) {
      checkGet(setting, builder);
    }
  }

  private void checkGet(Setting setting, Registration.Builder builder) {
    Setting format = settings.find(Key.TOKEN_REQUEST_FORMAT);
    if (format != null && format.value().equalsIgnoreCase(TokenRequestFormat.JSON.name())) {
      settings
          .values()
          .wrong(
              setting, "has no body that could be JSON; write POST, or take out " + format.place());
      return;
    }
    settings.warnWithValue(
        setting,
        "RFC 6749 §3.2 knows POST only; "
            + exposed(builder.clientAuthenticationMethod())
            + " in the URL, which servers and proxies write into their logs");
  }

  private static String exposed(ClientAuthenticationMethod method) {
    if (method == ClientAuthenticationMethod.CLIENT_SECRET_POST) {
      return "the client's secret is";
    }
    return method.usesAssertion() ? "the client's assertion is" : "all parameters are";
  }
}
