package io.oauthcc.config;

import java.io.File;
import org.jspecify.annotations.Nullable;

/**
 * A file that holds keys, and the password that opens it. Its content is not looked at: that would
 * load the JRE's cryptography at every start.
 */
final class FileAndPassword {

  private final File file;
  private final String name;
  private final @Nullable Secret password;

  private FileAndPassword(File file, String name, @Nullable Secret password) {
    this.file = file;
    this.name = name;
    this.password = password;
  }

  /** What two keys say; null where no file is named. What is wrong goes to the problems. */
  static @Nullable FileAndPassword read(RegistrationSettings settings, Key file, Key password) {
    Setting setting = settings.find(file);
    String path = settings.values().text(setting);
    if (setting == null || path == null) {
      settings.warnUnused(file.text() + " is not set", password);
      return null;
    }
    File place = new File(path);
    String name = setting.isSecret() ? "***" : place.getAbsolutePath();
    String mistake = SmallFile.mistake(place);
    if (mistake == null && place.length() == 0) {
      mistake = "is empty";
    }
    if (mistake != null) {
      settings.unusable(setting, mistake);
    }
    return new FileAndPassword(place, name, secret(settings, settings.find(password)));
  }

  private static @Nullable Secret secret(RegistrationSettings settings, @Nullable Setting setting) {
    if (setting == null || setting.value().isEmpty()) {
      return null;
    }
    return settings.literal(setting, setting.key().text() + "=${file:/path} or ${env:NAME}");
  }

  File file() {
    return file;
  }

  /** The file for messages. */
  String name() {
    return name;
  }

  @Nullable Secret password() {
    return password;
  }
}
