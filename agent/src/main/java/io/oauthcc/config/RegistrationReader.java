package io.oauthcc.config;

import java.io.File;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes a registration of its settings and checks it. */
final class RegistrationReader {

  private static final long SECOND = 1_000;
  private static final long DAY = 24 * 3_600 * SECOND;
  private static final long YEAR = 365 * DAY;

  /** What {@link Choices} reads. */
  private static final Key[] CHOICES = {
    Key.CLIENT_AUTHENTICATION_METHOD,
    Key.BASIC_ENCODING,
    Key.TOKEN_REQUEST_FORMAT,
    Key.EXISTING_AUTHORIZATION,
    Key.TOKEN_CHARSET,
    Key.ON_TOKEN_FAILURE,
  };

  private final Settings settings;
  private final @Nullable String id;
  private final List<String> problems;
  private final List<String> warnings;
  private final Consumer<String> laterWarnings;
  private final Values values;

  /**
   * @param id null for the unnamed registration
   * @param laterWarnings told about a secret file that turns unreadable while in use
   */
  RegistrationReader(
      Settings settings,
      @Nullable String id,
      List<String> problems,
      List<String> warnings,
      Consumer<String> laterWarnings) {
    this.settings = settings;
    this.id = id;
    this.problems = problems;
    this.warnings = warnings;
    this.laterWarnings = laterWarnings;
    this.values = new Values(problems);
  }

  /** The registration, or null if there were problems. */
  @Nullable Registration read() {
    int problemsBefore = problems.size();
    String name = id == null ? "default" : id;
    Registration.Builder builder = Registration.builder(name);
    Setting insecure = find(Key.ALLOW_INSECURE_HTTP);
    String insecureHttp = insecure == null ? "false" : insecure.value().toLowerCase(Locale.ROOT);
    boolean insecureEndpoint = insecureHttp.equals("true");
    boolean insecureTargets = insecureEndpoint || insecureHttp.equals("targets");
    if (insecureTargets) {
      warnings.add(
          "registration "
              + name
              + ": allow-insecure-http="
              + insecureHttp
              + (insecureEndpoint ? " lets access tokens and the secret" : " lets access tokens")
              + " travel readable over plain http");
    } else if (insecure != null && !insecureHttp.equals("false")) {
      values.wrong(insecure, "write " + insecure.key().type());
    }
    readTargets(builder, insecureTargets);
    readEndpoint(builder, insecureEndpoint);
    readClient(builder);
    readTimes(builder);
    builder
        .scope(values.scope(find(Key.SCOPE)))
        .audience(values.text(find(Key.AUDIENCE)))
        .resource(values.list(find(Key.RESOURCE)));
    Setting scheme = find(Key.SCHEME);
    if (scheme != null) {
      if (!Values.isToken(scheme.value())) {
        values.wrong(scheme, "is no authentication scheme; write one word, as in Bearer");
      }
      builder.scheme(scheme.value());
    }
    return problems.size() == problemsBefore ? builder.build() : null;
  }

  private void readTargets(Registration.Builder builder, boolean insecureAllowed) {
    Setting setting = require(Key.HOSTS, "api.example.com");
    List<Target> exclude = values.targets(find(Key.EXCLUDE));
    builder.exclude(exclude);
    if (setting == null) {
      return;
    }
    List<Target> hosts = values.targets(setting);
    builder.hosts(hosts);
    if (Values.items(setting.value()).isEmpty()) {
      values.wrong(setting, "names no target; write for example api.example.com");
    }
    Set<Target> seen = new HashSet<>();
    for (Target target : hosts) {
      if (target.isInsecure() && !insecureAllowed) {
        problems.add(
            setting.place()
                + ": "
                + shown(setting, target)
                + " would get the token over plain http; write https://, or"
                + " allow-insecure-http=targets where a mesh encrypts below");
      }
      if (!seen.add(target)) {
        warnings.add(setting.place() + ": " + shown(setting, target) + " is there twice");
      }
      for (Target excluded : exclude) {
        if (excluded.covers(target)) {
          warnings.add(setting.place() + ": exclude takes out all of " + shown(setting, target));
        }
      }
    }
  }

  private static String shown(Setting hosts, Target target) {
    return hosts.isSecret() ? "a target" : Printable.line(target.toString());
  }

  private void readEndpoint(Registration.Builder builder, boolean insecureAllowed) {
    Setting setting = require(Key.TOKEN_URI, "https://auth.example.com/oauth2/token");
    URI uri = setting == null ? null : TokenUri.read(setting, insecureAllowed, values);
    if (uri != null) {
      builder.tokenUri(uri).insecureTokenUriAllowed(insecureAllowed);
    }
  }

  private void readClient(Registration.Builder builder) {
    String clientId = values.text(require(Key.CLIENT_ID, "my-client"));
    if (clientId != null) {
      builder.clientId(clientId);
    }
    for (Key key : CHOICES) {
      Setting setting = find(key);
      if (setting != null) {
        Choices.read(setting, values, builder);
      }
    }
    Setting secret = secretSetting();
    if (builder.isPublicClient()) {
      if (secret != null) {
        warnings.add(secret.place() + ": is not used, client-authentication-method is none");
      }
    } else if (secret == null) {
      missing(Key.CLIENT_SECRET_FILE, "/run/secrets/client-secret");
    } else {
      builder.clientSecret(secretSource(secret));
    }
    if (settings.hasFamily(Key.TOKEN_REQUEST_PARAMETER)) {
      builder.tokenRequestParameters(
          ExtraNames.read(
              settings.family(id, Key.TOKEN_REQUEST_PARAMETER),
              builder.clientAuthenticationMethod(),
              values));
    }
    if (settings.hasFamily(Key.TOKEN_REQUEST_HEADER)) {
      builder.tokenRequestHeaders(
          ExtraNames.read(
              settings.family(id, Key.TOKEN_REQUEST_HEADER),
              builder.clientAuthenticationMethod(),
              values));
    }
  }

  /** Literal secret and file count as one key: the better placed of the two. */
  private @Nullable Setting secretSetting() {
    Setting literal = settings.own(id, Key.CLIENT_SECRET);
    Setting file = settings.own(id, Key.CLIENT_SECRET_FILE);
    if (literal == null && file == null && settings.isInherited(id, Key.CLIENT_SECRET)) {
      literal = settings.unnamed(Key.CLIENT_SECRET);
      file = settings.unnamed(Key.CLIENT_SECRET_FILE);
    }
    if (literal == null || file == null) {
      return literal == null ? file : literal;
    }
    if (literal.source() == file.source()) {
      problems.add(Complaint.aboutTwins(literal, file));
    }
    return literal.source() < file.source() ? literal : file;
  }

  private @Nullable SecretSource secretSource(Setting setting) {
    if (setting.value().isEmpty()) {
      problems.add(setting.place() + ": is empty; write the secret, or the file that holds it");
      return null;
    }
    if (setting.key() == Key.CLIENT_SECRET) {
      String secret = setting.value();
      if (setting.isOnCommandLine()) {
        warnings.add(
            setting.place()
                + ": ps shows this secret to every user of the machine; write"
                + " client-secret-file=/path or client-secret=${env:NAME}");
      }
      if (secret.trim().length() != secret.length()) {
        warnings.add(
            setting.place() + ": starts or ends with white space, which is sent as part of it");
      }
      return Secret.of(secret);
    }
    File file = new File(setting.value());
    SecretFile source =
        new SecretFile(file, setting.isSecret() ? "***" : file.getAbsolutePath(), laterWarnings);
    String mistake = source.mistake();
    if (mistake != null) {
      problems.add(setting.place() + ": " + mistake + "; put the secret there");
    }
    return source;
  }

  private void readTimes(Registration.Builder builder) {
    Duration defaultExpiresIn = values.duration(find(Key.DEFAULT_EXPIRES_IN), SECOND, YEAR);
    if (defaultExpiresIn != null) {
      builder.defaultExpiresIn(defaultExpiresIn);
    }
    Duration expiryMargin = values.duration(find(Key.EXPIRY_MARGIN), 0, DAY);
    if (expiryMargin != null) {
      builder.expiryMargin(expiryMargin);
    }
    Setting setting = find(Key.REFRESH_AHEAD);
    Duration refreshAhead = values.duration(setting, 0, YEAR);
    builder.refreshAhead(refreshAhead);
    if (setting != null && refreshAhead != null) {
      Duration margin = expiryMargin == null ? Duration.ofSeconds(10) : expiryMargin;
      if (refreshAhead.compareTo(margin) <= 0) {
        warnings.add(
            setting.placeAndValue()
                + ": is not longer than expiry-margin ("
                + margin.toMillis()
                + "ms): requests will wait at each renewal");
      }
    }
    Duration connectTimeout = values.duration(find(Key.CONNECT_TIMEOUT), 1, DAY);
    if (connectTimeout != null) {
      builder.connectTimeout(connectTimeout);
    }
    Duration readTimeout = values.duration(find(Key.READ_TIMEOUT), 1, DAY);
    if (readTimeout != null) {
      builder.readTimeout(readTimeout);
    }
    Duration acquireTimeout = values.duration(find(Key.ACQUIRE_TIMEOUT), 1, DAY);
    if (acquireTimeout != null) {
      builder.acquireTimeout(acquireTimeout);
    }
  }

  private @Nullable Setting find(Key key) {
    return settings.find(id, key);
  }

  /** The setting, or null and a problem if it is not there or empty. */
  private @Nullable Setting require(Key key, String example) {
    Setting setting = find(key);
    if (setting == null) {
      missing(key, example);
    } else if (setting.value().isEmpty()) {
      problems.add(setting.place() + ": is empty; write for example " + example);
      return null;
    }
    return setting;
  }

  private void missing(Key key, String example) {
    problems.add(
        "registration "
            + (id == null ? "default" : id)
            + ": "
            + key.text()
            + " is missing; add for example "
            + keyPrefix(id)
            + key.text()
            + "="
            + example);
  }

  /** What stands before a registration's keys. */
  static String keyPrefix(@Nullable String id) {
    return id == null ? "oauthcc." : "oauthcc.registration." + id + ".";
  }
}
