package io.oauthcc.config;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Reads how long tokens live and how long the token call may take. Loaded only where one is set.
 */
final class TimesReader {

  private static final long SECOND = 1_000;
  private static final long DAY = 24 * 3_600 * SECOND;
  private static final long YEAR = 365 * DAY;

  private final RegistrationSettings settings;

  TimesReader(RegistrationSettings settings) {
    this.settings = settings;
  }

  void read(Registration.Builder builder) {
    Duration defaultExpiresIn = duration(Key.DEFAULT_EXPIRES_IN, SECOND, YEAR);
    if (defaultExpiresIn != null) {
      builder.defaultExpiresIn(defaultExpiresIn);
    }
    Duration expiryMargin = duration(Key.EXPIRY_MARGIN, 0, DAY);
    if (expiryMargin != null) {
      builder.expiryMargin(expiryMargin);
    }
    Duration refreshAhead = duration(Key.REFRESH_AHEAD, 0, YEAR);
    builder.refreshAhead(refreshAhead);
    warnAboutWaits(refreshAhead, expiryMargin == null ? Duration.ofSeconds(10) : expiryMargin);
    Duration connectTimeout = duration(Key.CONNECT_TIMEOUT, 1, DAY);
    if (connectTimeout != null) {
      builder.connectTimeout(connectTimeout);
    }
    Duration readTimeout = duration(Key.READ_TIMEOUT, 1, DAY);
    if (readTimeout != null) {
      builder.readTimeout(readTimeout);
    }
    Duration acquireTimeout = duration(Key.ACQUIRE_TIMEOUT, 1, DAY);
    if (acquireTimeout != null) {
      builder.acquireTimeout(acquireTimeout);
    }
  }

  private void warnAboutWaits(@Nullable Duration refreshAhead, Duration margin) {
    Setting setting = settings.find(Key.REFRESH_AHEAD);
    if (setting != null && refreshAhead != null && refreshAhead.compareTo(margin) <= 0) {
      settings.warnWithValue(
          setting,
          "is not longer than expiry-margin ("
              + margin.toMillis()
              + "ms): requests will wait at each renewal");
    }
  }

  private @Nullable Duration duration(Key key, long least, long most) {
    return settings.values().duration(settings.find(key), least, most);
  }
}
