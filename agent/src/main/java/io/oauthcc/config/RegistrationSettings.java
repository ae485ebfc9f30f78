package io.oauthcc.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The settings in force for one registration, and where to complain about them: what the readers
 * share that are loaded only where one of their keys is set.
 */
final class RegistrationSettings {

  private final Settings settings;
  private final @Nullable String id;
  private final Values values;
  private final List<String> problems;
  private final List<String> warnings;

  RegistrationSettings(
      Settings settings,
      @Nullable String id,
      Values values,
      List<String> problems,
      List<String> warnings) {
    this.settings = settings;
    this.id = id;
    this.values = values;
    this.problems = problems;
    this.warnings = warnings;
  }

  /** The setting of a key, own or inherited, or null. */
  @Nullable Setting find(Key key) {
    return settings.find(id, key);
  }

  Values values() {
    return values;
  }

  /** A problem that does not repeat the value. */
  void problem(Setting setting, String whatIsRight) {
    problems.add(setting.place() + ": " + whatIsRight + OddValue.hint(setting));
  }

  /** A problem with the file that a key names. */
  void unusable(Setting setting, String mistake) {
    problems.add(Complaint.aboutFileOf(setting, mistake, "correct the path or the file"));
  }

  /** A problem with a key that is not set. */
  void missing(Key key, String example, String why) {
    problems.add(Complaint.aboutMissing(id, key, example) + " (" + why + ")");
  }

  /** A password; see {@link LiteralSecret#read}. */
  Secret literal(Setting setting, String instead) {
    return LiteralSecret.read(setting, instead, warnings);
  }

  /** A warning that does not repeat the value. */
  void warn(Setting setting, String text) {
    warn(setting.place() + ": " + text);
  }

  void warnWithValue(Setting setting, String text) {
    warn(setting.placeAndValue() + ": " + text);
  }

  private void warn(String warning) {
    if (!warnings.contains(warning)) {
      warnings.add(warning);
    }
  }

  /** Warns about keys that have a value to no purpose. */
  void warnUnused(String why, Key... keys) {
    for (Key key : keys) {
      Setting setting = find(key);
      if (setting != null && !setting.value().isEmpty()) {
        warn(setting, "is not used; " + why);
      }
    }
  }
}
