package io.oauthcc.config;

import io.oauthcc.config.Configuration.OnConfigError;
import io.oauthcc.config.Registration.BasicEncoding;
import io.oauthcc.config.Registration.ExistingAuthorization;
import io.oauthcc.config.Registration.OnTokenFailure;
import io.oauthcc.config.Registration.TokenCharset;
import io.oauthcc.config.Registration.TokenRequestFormat;

/**
 * The settings that are one word out of a few. Loaded only where one of them is set: eight
 * enumerations would else be loaded at every start to say what goes without saying.
 */
final class Choices {

  private Choices() {}

  static OnConfigError onConfigError(Setting setting, Values values) {
    return values.oneOf(setting, OnConfigError.values(), OnConfigError.ABORT);
  }

  static LogLevel logLevel(Setting setting, Values values) {
    return values.oneOf(setting, LogLevel.values(), LogLevel.INFO);
  }

  /** Puts the value into {@code builder}; what is wrong goes to the problems. */
  static void read(Setting setting, Values values, Registration.Builder builder) {
    Key key = setting.key();
    if (key == Key.CLIENT_AUTHENTICATION_METHOD) {
      builder.clientAuthenticationMethod(
          values.oneOf(
              setting,
              ClientAuthenticationMethod.values(),
              ClientAuthenticationMethod.CLIENT_SECRET_BASIC));
    } else if (key == Key.BASIC_ENCODING) {
      builder.basicEncoding(values.oneOf(setting, BasicEncoding.values(), BasicEncoding.RFC6749));
    } else if (key == Key.TOKEN_REQUEST_FORMAT) {
      builder.tokenRequestFormat(
          values.oneOf(setting, TokenRequestFormat.values(), TokenRequestFormat.FORM));
    } else if (key == Key.EXISTING_AUTHORIZATION) {
      builder.existingAuthorization(
          values.oneOf(setting, ExistingAuthorization.values(), ExistingAuthorization.KEEP));
    } else if (key == Key.TOKEN_CHARSET) {
      builder.tokenCharset(values.oneOf(setting, TokenCharset.values(), TokenCharset.B68TOKEN));
    } else {
      builder.onTokenFailure(values.oneOf(setting, OnTokenFailure.values(), OnTokenFailure.FAIL));
    }
  }
}
