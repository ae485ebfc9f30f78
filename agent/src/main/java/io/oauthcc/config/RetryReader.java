package io.oauthcc.config;

import io.oauthcc.target.HostName;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Reads {@code retry.*}. Loaded only where one is set. */
final class RetryReader {

  private static final int MOST_ATTEMPTS = 10;
  private static final long SECOND = 1_000;
  private static final long HOUR = 3_600 * SECOND;
  private static final long DAY = 24 * HOUR;

  private final RegistrationSettings settings;

  RetryReader(RegistrationSettings settings) {
    this.settings = settings;
  }

  void read(Registration.Builder builder) {
    int attempts = attempts(settings.find(Key.RETRY_MAX_ATTEMPTS));
    Duration backoff = duration(Key.RETRY_BACKOFF, 1, HOUR, Retry.DEFAULT.backoff());
    Duration maxBackoff = duration(Key.RETRY_MAX_BACKOFF, 1, HOUR, Retry.DEFAULT.maxBackoff());
    Duration pause = duration(Key.RETRY_FATAL_PAUSE, SECOND, DAY, Retry.DEFAULT.fatalPause());
    if (backoff == null || maxBackoff == null || pause == null) {
      return;
    }
    if (maxBackoff.compareTo(backoff) < 0) {
      complain(backoff, maxBackoff);
    }
    builder.retry(new Retry(attempts, backoff, maxBackoff, pause));
  }

  private int attempts(@Nullable Setting setting) {
    if (setting == null) {
      return Retry.DEFAULT.maxAttempts();
    }
    String text = setting.value();
    int attempts = HostName.decimal(text, 0, text.length(), MOST_ATTEMPTS);
    if (attempts < 1) {
      settings.values().wrong(setting, "write a number from 1 to " + MOST_ATTEMPTS);
    }
    return attempts;
  }

  /** Names the key that is set; the other one may be a default. */
  private void complain(Duration backoff, Duration maxBackoff) {
    Setting most = settings.find(Key.RETRY_MAX_BACKOFF);
    Setting first = settings.find(Key.RETRY_BACKOFF);
    if (most != null) {
      settings
          .values()
          .wrong(most, "is shorter than retry.backoff (" + backoff.toMillis() + "ms); raise it");
    } else if (first != null) {
      settings
          .values()
          .wrong(
              first,
              "is longer than retry.max-backoff ("
                  + maxBackoff.toMillis()
                  + "ms); set that to as much at least");
    }
  }

  /** Null, and a problem, if the value is wrong. */
  private @Nullable Duration duration(Key key, long least, long most, Duration defaultValue) {
    Setting setting = settings.find(key);
    return setting == null ? defaultValue : settings.values().duration(setting, least, most);
  }
}
