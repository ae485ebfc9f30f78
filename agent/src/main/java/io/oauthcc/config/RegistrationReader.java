package io.oauthcc.config;

import io.oauthcc.target.OneLine;
import io.oauthcc.target.Target;
import java.io.File;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes a registration of its settings. Plain keys are left to their types; here is what is opened,
 * taken apart or asked for.
 */
final class RegistrationReader {

  private final Settings settings;
  private final @Nullable String id;
  private final Consumer<String> laterWarnings;
  private final Map<String, String> jre;
  private final Values values;

  /**
   * @param id null for the unnamed registration
   * @param laterWarnings told about a secret file that turns unreadable while in use
   */
  RegistrationReader(
      Settings settings,
      @Nullable String id,
      Consumer<String> laterWarnings,
      Map<String, String> jre) {
    this.settings = settings;
    this.id = id;
    this.laterWarnings = laterWarnings;
    this.jre = jre;
    this.values = settings.inForce(id);
  }

  /** The registration, or null if there were problems. */
  @Nullable Registration read() {
    int problemsBefore = settings.problems().size();
    CrossChecks checks = values.isPlain() ? null : new CrossChecks(id, values, settings);
    if (checks != null) {
      checks.dropUnused();
    }
    values.check(settings);
    readTargets();
    URI endpoint = readEndpoint();
    present(values.setting(Key.CLIENT_ID), Key.CLIENT_ID, "my-client");
    SecretSource secret = checks == null || checks.needSecret() ? readSecret() : null;
    readTokenCall();
    if (checks != null) {
      String jreKeyStore = jre.get("javax.net.ssl.keyStore");
      checks.check(endpoint, secret, jreKeyStore != null && !jreKeyStore.isEmpty());
    }
    values.forgetSecrets();
    return settings.problems().size() == problemsBefore
        ? new Registration(name(id), values, jre)
        : null;
  }

  private void readTargets() {
    Setting setting = present(values.setting(Key.HOSTS), Key.HOSTS, "api.example.com");
    List<Target> exclude = targets(values.setting(Key.EXCLUDE));
    List<Target> hosts = targets(setting);
    values.make(Key.HOSTS, Collections.unmodifiableList(hosts));
    values.make(Key.EXCLUDE, Collections.unmodifiableList(exclude));
    if (setting == null) {
      return;
    }
    if (hosts.isEmpty() && Values.items(setting.value()).isEmpty()) {
      settings.wrong(setting, "names no target; write for example api.example.com");
    }
    boolean insecureAllowed =
        values.isTrue(Key.ALLOW_INSECURE_HTTP) || values.is(Key.ALLOW_INSECURE_HTTP, "targets");
    Set<Target> seen = new HashSet<>();
    for (Target target : hosts) {
      if (target.isInsecure() && !insecureAllowed) {
        settings.problem(
            setting,
            shown(setting, target)
                + " would get the token over plain http; write https://, or"
                + " allow-insecure-http=targets where a mesh encrypts below");
      }
      if (!seen.add(target)) {
        settings.warn(setting, shown(setting, target) + " is there twice");
      }
      for (Target excluded : exclude) {
        if (excluded.covers(target)) {
          settings.warn(setting, "exclude takes out all of " + shown(setting, target));
        }
      }
    }
  }

  private static String shown(Setting hosts, Target target) {
    return hosts.isSecret() ? "a target" : OneLine.cut(target.toString());
  }

  private List<Target> targets(@Nullable Setting setting) {
    List<Target> targets = new ArrayList<>();
    if (setting == null) {
      return targets;
    }
    for (String item : Values.items(setting.value())) {
      try {
        targets.add(Target.parse(item));
      } catch (IllegalArgumentException e) {
        settings.problem(
            setting,
            setting.isSecret()
                ? "a target is not right; it is [scheme://]host[:port][/path-prefix]"
                : OneLine.cut(String.valueOf(e.getMessage())));
      }
    }
    return targets;
  }

  /** The token endpoint, or the issuer in its place; null, and a problem, if it is not right. */
  private @Nullable URI readEndpoint() {
    Setting issuer = values.setting(Key.ISSUER_URI);
    Setting setting = issuer == null ? values.setting(Key.TOKEN_URI) : issuer;
    setting = present(setting, Key.TOKEN_URI, "https://auth.example.com/oauth2/token");
    if (setting == null) {
      return null;
    }
    boolean insecureAllowed = values.isTrue(Key.ALLOW_INSECURE_HTTP);
    URI uri =
        issuer == null
            ? TokenUri.read(setting, insecureAllowed, settings)
            : IssuerUri.read(setting, insecureAllowed, settings);
    values.make(issuer == null ? Key.TOKEN_URI : Key.ISSUER_URI, uri);
    return uri;
  }

  private @Nullable SecretSource readSecret() {
    Setting literal = values.setting(Key.CLIENT_SECRET);
    Setting setting = literal == null ? values.setting(Key.CLIENT_SECRET_FILE) : literal;
    if (setting == null) {
      settings.problems().add(Complaint.aboutMissingSecret(settings, id));
      return null;
    }
    if (setting.value().isEmpty()) {
      settings
          .problems()
          .add(setting.place() + ": is empty; write the secret, or the file that holds it");
      return null;
    }
    SecretSource secret =
        literal == null
            ? secretFile(setting)
            : LiteralSecret.read(
                setting, "client-secret-file=/path or client-secret=${env:NAME}", settings);
    values.make(Key.CLIENT_SECRET, secret);
    return secret;
  }

  private SecretSource secretFile(Setting setting) {
    File file = new File(setting.value());
    SecretFile source =
        new SecretFile(file, setting.isSecret() ? "***" : file.getAbsolutePath(), laterWarnings);
    String mistake = source.mistake();
    if (mistake != null) {
      settings.problems().add(Complaint.aboutFileOf(setting, mistake, "put the secret there"));
    }
    String form = source.form();
    if (form != null) {
      settings.warn(setting, "the file's content " + form);
    }
    return source;
  }

  /** Whether the JRE has such a type shows when the store is opened. */
  private @Nullable StoreFile store(Key key, Key passwordKey, Key typeKey, @Nullable Key aliasKey) {
    KeyFile file = keyFile(key, passwordKey);
    if (file == null) {
      return null;
    }
    String type = values.text(typeKey);
    return new StoreFile(
        file.file(),
        file.toString(),
        file.password(),
        type != null && type.toUpperCase(Locale.ROOT).equals("PEM") ? "PEM" : type,
        aliasKey == null ? null : values.text(aliasKey));
  }

  /**
   * A file that holds keys, and the password that opens it; null where none is named. Its content
   * is not looked at: that would load the JRE's cryptography at every start.
   */
  private @Nullable KeyFile keyFile(Key key, Key passwordKey) {
    Setting setting = values.setting(key);
    if (setting == null || setting.value().isEmpty()) {
      return null;
    }
    String broken = Values.lineMistake(setting.value());
    if (broken != null) {
      settings.wrong(setting, broken);
    }
    File file = new File(setting.value());
    String mistake = SmallFile.mistake(file);
    if (mistake == null && file.length() == 0) {
      mistake = "is empty";
    }
    if (mistake != null) {
      settings
          .problems()
          .add(Complaint.aboutFileOf(setting, mistake, "correct the path or the file"));
    }
    Setting password = values.setting(passwordKey);
    return new KeyFile(
        file,
        setting.isSecret() ? "***" : file.getAbsolutePath(),
        password == null || password.value().isEmpty()
            ? null
            : LiteralSecret.read(
                password, passwordKey.text() + "=${file:/path} or ${env:NAME}", settings));
  }

  private void readTokenCall() {
    values.make(
        Key.TRUST_STORE,
        store(Key.TRUST_STORE, Key.TRUST_STORE_PASSWORD, Key.TRUST_STORE_TYPE, null));
    values.make(
        Key.KEY_STORE,
        store(Key.KEY_STORE, Key.KEY_STORE_PASSWORD, Key.KEY_STORE_TYPE, Key.KEY_STORE_ALIAS));
    values.make(Key.PRIVATE_KEY_FILE, keyFile(Key.PRIVATE_KEY_FILE, Key.PRIVATE_KEY_PASSWORD));
    readExtra(Key.TOKEN_REQUEST_PARAMETER);
    readExtra(Key.TOKEN_REQUEST_HEADER);
    Setting proxy = values.setting(Key.PROXY);
    if (proxy != null) {
      values.make(Key.PROXY, new ProxyReader(settings).read(proxy));
    }
  }

  private void readExtra(Key family) {
    Map<String, Setting> extra = settings.family(id, family);
    if (!extra.isEmpty()) {
      values.make(family, ExtraNames.read(extra, values, settings));
    }
  }

  /** The setting, or null and a problem if it is not there or empty. */
  private @Nullable Setting present(@Nullable Setting setting, Key key, String example) {
    if (setting == null) {
      settings.problems().add(Complaint.aboutMissing(id, key, example));
    } else if (setting.value().isEmpty()) {
      settings.problems().add(setting.place() + ": is empty; write for example " + example);
      return null;
    }
    return setting;
  }

  /** What a registration is called. */
  static String name(@Nullable String id) {
    return id == null ? "default" : id;
  }

  /** What stands before a registration's keys. */
  static String keyPrefix(@Nullable String id) {
    return id == null ? "oauthcc." : "oauthcc.registration." + id + ".";
  }
}
