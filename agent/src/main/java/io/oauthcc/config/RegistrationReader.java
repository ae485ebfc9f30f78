package io.oauthcc.config;

import io.oauthcc.target.OneLine;
import io.oauthcc.target.Target;
import java.io.File;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes a registration of its settings and checks it. */
final class RegistrationReader {

  private final Settings settings;
  private final @Nullable String id;
  private final List<String> problems;
  private final List<String> warnings;
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
      List<String> problems,
      List<String> warnings,
      Consumer<String> laterWarnings,
      Map<String, String> jre) {
    this.settings = settings;
    this.id = id;
    this.problems = problems;
    this.warnings = warnings;
    this.laterWarnings = laterWarnings;
    this.jre = jre;
    this.values = new Values(problems);
  }

  /** The registration, or null if there were problems. */
  @Nullable Registration read() {
    int problemsBefore = problems.size();
    String name = id == null ? "default" : id;
    Registration.Builder builder = Registration.builder(name).jreProperties(jre);
    Setting setting = find(Key.ALLOW_INSECURE_HTTP);
    InsecureHttp insecure =
        setting == null ? null : InsecureHttp.read(setting, name, values, warnings);
    readTargets(builder, insecure != null && insecure.allowsTargets());
    URI endpoint = readEndpoint(builder, insecure != null && insecure.allowsEndpoint());
    readChoices(builder);
    readClient(builder, endpoint);
    readTokenCall(builder);
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

  private static boolean hasKeyStore(Map<String, String> jre) {
    String store = jre.get("javax.net.ssl.keyStore");
    return store != null && !store.isEmpty();
  }

  private void readTargets(Registration.Builder builder, boolean insecureAllowed) {
    Setting setting = present(find(Key.HOSTS), Key.HOSTS, "api.example.com");
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
    return hosts.isSecret() ? "a target" : OneLine.cut(target.toString());
  }

  /** The token endpoint, or the issuer in its place; null, and a problem, if it is not right. */
  private @Nullable URI readEndpoint(Registration.Builder builder, boolean insecureAllowed) {
    Setting setting = settings.either(id, Key.TOKEN_URI, Key.ISSUER_URI, problems);
    setting = present(setting, Key.TOKEN_URI, "https://auth.example.com/oauth2/token");
    if (setting == null) {
      return null;
    }
    builder.insecureTokenUriAllowed(insecureAllowed);
    URI uri;
    if (setting.key() == Key.TOKEN_URI) {
      uri = TokenUri.read(setting, insecureAllowed, values);
      builder.tokenUri(uri);
    } else {
      uri = IssuerUri.read(setting, insecureAllowed, values);
      builder.issuerUri(uri);
    }
    return uri;
  }

  private void readChoices(Registration.Builder builder) {
    for (Key key : Key.CHOICES) {
      Setting setting = find(key);
      if (setting != null) {
        Choices.read(setting, values, builder);
      }
    }
  }

  private void readClient(Registration.Builder builder, @Nullable URI endpoint) {
    Setting client = present(find(Key.CLIENT_ID), Key.CLIENT_ID, "my-client");
    String clientId = values.text(client);
    if (client != null && clientId != null) {
      if (clientId.indexOf(':') >= 0 && builder.isRawBasic()) {
        values.wrong(
            client,
            "has a colon, which HTTP Basic cannot carry unencoded (RFC 7617 §2); take out"
                + " basic-encoding=raw, or set client-authentication-method=client_secret_post");
      }
      builder.clientId(clientId);
    }
    Setting secret = settings.either(id, Key.CLIENT_SECRET, Key.CLIENT_SECRET_FILE, problems);
    SecretSource source = null;
    if (builder.isWithoutSecret()) {
      if (secret != null && !secret.value().isEmpty()) {
        warnings.add(
            secret.place()
                + ": is not used, client-authentication-method is "
                + builder.clientAuthenticationMethod().value());
      }
    } else if (secret == null) {
      problems.add(Complaint.aboutMissingSecret(settings, id));
    } else {
      source = secretSource(secret);
      builder.clientSecret(source);
    }
    if (settings.hasAny(id, Key.STORES)) {
      new StoresReader(own()).read(builder);
    }
    if (builder.needsProof() || settings.hasAny(id, Key.AUTHENTICATION)) {
      new AuthenticationReader(own()).read(builder, secret, source, endpoint, hasKeyStore(jre));
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

  private @Nullable SecretSource secretSource(Setting setting) {
    if (setting.value().isEmpty()) {
      problems.add(setting.place() + ": is empty; write the secret, or the file that holds it");
      return null;
    }
    if (setting.key() == Key.CLIENT_SECRET) {
      return LiteralSecret.read(
          setting, "client-secret-file=/path or client-secret=${env:NAME}", warnings);
    }
    File file = new File(setting.value());
    SecretFile source =
        new SecretFile(file, setting.isSecret() ? "***" : file.getAbsolutePath(), laterWarnings);
    String mistake = source.mistake();
    if (mistake != null) {
      problems.add(Complaint.aboutFileOf(setting, mistake, "put the secret there"));
    }
    String form = source.form();
    if (form != null) {
      String warning = setting.place() + ": the file's content " + form;
      if (!warnings.contains(warning)) {
        warnings.add(warning);
      }
    }
    return source;
  }

  private void readTokenCall(Registration.Builder builder) {
    if (settings.hasAny(id, Key.TOKEN_REQUEST)) {
      new TokenRequestReader(own()).read(builder);
    }
    if (settings.hasAny(id, Key.TIMES)) {
      new TimesReader(own()).read(builder);
    }
    if (settings.hasAny(id, Key.REJECTION)) {
      new RejectionReader(own()).read(builder);
    }
    if (settings.hasAny(id, Key.RETRY)) {
      new RetryReader(own()).read(builder);
    }
    Setting proxy = find(Key.PROXY);
    if (proxy != null) {
      builder.proxy(new ProxyReader(own()).read(proxy));
    }
  }

  /** For the readers that are loaded only where one of their keys is set. */
  private RegistrationSettings own() {
    return new RegistrationSettings(settings, id, values, problems, warnings);
  }

  private @Nullable Setting find(Key key) {
    return settings.find(id, key);
  }

  /** The setting, or null and a problem if it is not there or empty. */
  private @Nullable Setting present(@Nullable Setting setting, Key key, String example) {
    if (setting == null) {
      problems.add(Complaint.aboutMissing(id, key, example));
    } else if (setting.value().isEmpty()) {
      problems.add(setting.place() + ": is empty; write for example " + example);
      return null;
    }
    return setting;
  }

  /** What stands before a registration's keys. */
  static String keyPrefix(@Nullable String id) {
    return id == null ? "oauthcc." : "oauthcc.registration." + id + ".";
  }
}
