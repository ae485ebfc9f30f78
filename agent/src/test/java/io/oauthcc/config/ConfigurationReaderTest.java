package io.oauthcc.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.oauthcc.config.Configuration.OnConfigError;
import io.oauthcc.config.Registration.BasicEncoding;
import io.oauthcc.config.Registration.ExistingAuthorization;
import io.oauthcc.config.Registration.OnTokenFailure;
import io.oauthcc.config.Registration.OnUnauthorized;
import io.oauthcc.config.Registration.TokenCharset;
import io.oauthcc.config.Registration.TokenRequestFormat;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConfigurationReaderTest {

  private static final String PLANTED = "hunter2";

  /** Complete but for what a test adds. */
  private static final String BASE =
      """
      hosts=api.example.com
      token-uri=https://auth.example.org/token
      client-id=app
      client-secret=${env:BASE_SECRET}
      """;

  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  private Path directory;

  private final Properties properties = new Properties();
  private final Map<String, String> environment =
      new HashMap<>(Map.of("BASE_SECRET", PLANTED, "PATH", "/bin"));
  private final List<String> later = new ArrayList<>();

  // ---- sources

  @Test
  void withoutAnyConfigurationThereAreNoRegistrations() throws Exception {
    Configuration configuration = read(null);

    assertThat(configuration.enabled()).isTrue();
    assertThat(configuration.registrations()).isEmpty();
    assertThat(configuration.warnings()).isEmpty();
    assertThat(configuration.onConfigError()).isEqualTo(OnConfigError.ABORT);
    assertThat(configuration.dryRun()).isFalse();
    assertThat(configuration.prefetch()).isFalse();
    assertThat(configuration.logLevel()).isEqualTo(LogLevel.INFO);
    assertThat(configuration.logFile()).isNull();
    assertThat(configuration.mainClasses()).isEmpty();
    assertThat(configuration.disabledClients()).isEmpty();
  }

  @Test
  void globalKeysAloneAreNoConfiguration() throws Exception {
    assertThat(read("log-level=debug").registrations()).isEmpty();
    assertThat(read("").registrations()).isEmpty();
    assertThat(read(file("# nothing yet\n")).registrations()).isEmpty();
  }

  @Test
  void aFileNamedByTheAgentArgumentsIsEnough() throws Exception {
    Registration registration = only(read(file(BASE)));

    assertThat(registration.id()).isEqualTo("default");
    assertThat(registration.hosts()).hasToString("[api.example.com]");
    assertThat(registration.exclude()).isEmpty();
    assertThat(registration.tokenUri()).hasToString("https://auth.example.org/token");
    assertThat(registration.clientId()).isEqualTo("app");
    assertThat(secretOf(registration)).isEqualTo(PLANTED);
    assertThat(registration.clientAuthenticationMethod())
        .isEqualTo(ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
    assertThat(registration.basicEncoding()).isEqualTo(BasicEncoding.RFC6749);
    assertThat(registration.tokenRequestFormat()).isEqualTo(TokenRequestFormat.FORM);
    assertThat(registration.tokenRequestParameters()).isEmpty();
    assertThat(registration.tokenRequestHeaders()).isEmpty();
    assertThat(registration.scope()).isNull();
    assertThat(registration.audience()).isNull();
    assertThat(registration.resource()).isEmpty();
    assertThat(registration.defaultExpiresIn()).isEqualTo(Duration.ofMinutes(5));
    assertThat(registration.expiryMargin()).isEqualTo(Duration.ofSeconds(10));
    assertThat(registration.refreshAhead()).isNull();
    assertThat(registration.existingAuthorization()).isEqualTo(ExistingAuthorization.KEEP);
    assertThat(registration.tokenCharset()).isEqualTo(TokenCharset.B68TOKEN);
    assertThat(registration.scheme()).isEqualTo("Bearer");
    assertThat(registration.onTokenFailure()).isEqualTo(OnTokenFailure.FAIL);
    assertThat(registration.onUnauthorized()).isEqualTo(OnUnauthorized.RETRY);
    assertThat(registration.unauthorizedStatus()).containsExactly(401);
    assertThat(registration.connectTimeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(registration.readTimeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(registration.acquireTimeout()).isEqualTo(Duration.ofSeconds(15));
    assertThat(registration.insecureTokenUriAllowed()).isFalse();
  }

  @Test
  void everyKeyReachesItsPlace() throws Exception {
    Configuration configuration =
        read(
            file(
                """
                main-class=com.example.Main, app.jar
                on-config-error=disable
                dry-run=true
                prefetch=true
                log-level=DEBUG
                log-file=%s
                instrumentation.okhttp.enabled=false
                hosts=api.example.com, http://mesh.example.com:8080/api
                exclude=api.example.com/login
                token-uri=http://auth.example.org/token/?tenant=1
                client-id=app
                client-secret=${env:BASE_SECRET}
                client-authentication-method=client_secret_post
                basic-encoding=raw
                token-request.format=json
                token-request.parameter.tenant=blue
                token-request.parameter.assertion=\\ x=y
                token-request.header.X-Tenant=blue
                scope=  read   write\\t
                audience=urn:api
                resource=https://a.example.com, https://b.example.com
                default-expires-in=200ms
                expiry-margin=PT5S
                refresh-ahead=2m
                existing-authorization=replace
                token-charset=vchar
                scheme=Token
                on-token-failure=send
                on-unauthorized=evict
                unauthorized-status=401, 403
                connect-timeout=1
                read-timeout=2s
                acquire-timeout=1h
                allow-insecure-http=true
                """
                    .formatted(directory.resolve("log").toString().replace("\\", "\\\\"))
                    .replace("200ms", "1500ms")));

    assertThat(configuration.mainClasses()).containsExactly("com.example.Main", "app.jar");
    assertThat(configuration.onConfigError()).isEqualTo(OnConfigError.DISABLE);
    assertThat(configuration.dryRun()).isTrue();
    assertThat(configuration.prefetch()).isTrue();
    assertThat(configuration.logLevel()).isEqualTo(LogLevel.DEBUG);
    assertThat(configuration.logFile()).hasName("log");
    assertThat(configuration.disabledClients()).containsExactly("okhttp");
    Registration registration = only(configuration);
    assertThat(registration.hosts()).hasSize(2);
    assertThat(registration.exclude()).hasSize(1);
    assertThat(registration.tokenUri()).hasToString("http://auth.example.org/token/?tenant=1");
    assertThat(registration.tokenEndpointName()).isEqualTo("http://auth.example.org/token/");
    assertThat(registration.clientAuthenticationMethod())
        .isEqualTo(ClientAuthenticationMethod.CLIENT_SECRET_POST);
    assertThat(registration.basicEncoding()).isEqualTo(BasicEncoding.RAW);
    assertThat(registration.tokenRequestFormat()).isEqualTo(TokenRequestFormat.JSON);
    assertThat(registration.tokenRequestParameters())
        .containsExactly(Map.entry("tenant", "blue"), Map.entry("assertion", " x=y"));
    assertThat(registration.tokenRequestHeaders()).containsExactly(Map.entry("X-Tenant", "blue"));
    assertThat(registration.scope()).isEqualTo("read write");
    assertThat(registration.audience()).isEqualTo("urn:api");
    assertThat(registration.resource())
        .containsExactly("https://a.example.com", "https://b.example.com");
    assertThat(registration.defaultExpiresIn()).isEqualTo(Duration.ofMillis(1500));
    assertThat(registration.expiryMargin()).isEqualTo(Duration.ofSeconds(5));
    assertThat(registration.refreshAhead()).isEqualTo(Duration.ofMinutes(2));
    assertThat(registration.existingAuthorization()).isEqualTo(ExistingAuthorization.REPLACE);
    assertThat(registration.tokenCharset()).isEqualTo(TokenCharset.VCHAR);
    assertThat(registration.scheme()).isEqualTo("Token");
    assertThat(registration.onTokenFailure()).isEqualTo(OnTokenFailure.SEND);
    assertThat(registration.onUnauthorized()).isEqualTo(OnUnauthorized.EVICT);
    assertThat(registration.unauthorizedStatus()).containsExactly(401, 403);
    assertThat(registration.connectTimeout()).isEqualTo(Duration.ofSeconds(1));
    assertThat(registration.readTimeout()).isEqualTo(Duration.ofSeconds(2));
    assertThat(registration.acquireTimeout()).isEqualTo(Duration.ofHours(1));
    assertThat(registration.insecureTokenUriAllowed()).isTrue();
    assertThat(configuration.warnings())
        .singleElement()
        .asString()
        .contains("allow-insecure-http=true");
  }

  @Test
  void agentArgumentsBeatSystemPropertiesBeatEnvironmentBeatsFile() throws Exception {
    String file = file(BASE + "scope=file\n");
    assertThat(only(read(file)).scope()).isEqualTo("file");

    environment.put("OAUTHCC_SCOPE", "variable");
    assertThat(only(read(file)).scope()).isEqualTo("variable");

    properties.setProperty("oauthcc.scope", "property");
    assertThat(only(read(file)).scope()).isEqualTo("property");

    assertThat(only(read(file + ";scope=argument")).scope()).isEqualTo("argument");
    assertThat(only(read("oauthcc.scope=argument;config-file=" + file)).scope())
        .isEqualTo("argument");
  }

  @Test
  void theFileMayBeNamedByPropertyAndVariable() throws Exception {
    environment.put("OAUTHCC_CONFIG_FILE", file(BASE + "scope=a\n"));
    assertThat(only(read(null)).scope()).isEqualTo("a");

    properties.setProperty("oauthcc.config-file", file(BASE + "scope=b\n"));
    assertThat(only(read(null)).scope()).isEqualTo("b");
  }

  @Test
  void variablesAloneAreEnough() throws Exception {
    environment.put("OAUTHCC_HOSTS", "api.example.com");
    environment.put("OAUTHCC_TOKEN_URI", "https://auth.example.org/token");
    environment.put("OAUTHCC_CLIENT_ID", "app");
    environment.put("OAUTHCC_CLIENT_SECRET", PLANTED);
    environment.put("OAUTHCC_TOKEN_REQUEST_FORMAT", "json");
    environment.put("OAUTHCC_INSTRUMENTATION_HTTP_URL_CONNECTION_ENABLED", "false");

    Configuration configuration = read(null);

    assertThat(only(configuration).tokenRequestFormat()).isEqualTo(TokenRequestFormat.JSON);
    assertThat(configuration.disabledClients()).containsExactly("http-url-connection");
    assertThat(configuration.warnings()).isEmpty();
  }

  @Test
  void variablesThatKubernetesMakesForAServiceOfThisNameAreSkipped() throws Exception {
    for (String name :
        List.of(
            "OAUTHCC_SERVICE_HOST",
            "OAUTHCC_SERVICE_PORT",
            "OAUTHCC_SERVICE_PORT_HTTP",
            "OAUTHCC_PORT",
            "OAUTHCC_PORT_8080_TCP",
            "OAUTHCC_PORT_8080_TCP_ADDR",
            "OAUTHCC_DEMO_SERVICE_HOST",
            "OAUTHCC_DEMO_PORT_80_TCP_PROTO",
            "OAUTHCC_REGISTRATION_SERVICE_HOST",
            "OAUTHCC_REGISTRATION_PORT_80_TCP")) {
      environment.put(name, "tcp://10.0.0.1:8080");
    }
    assertThat(read(null).registrations()).isEmpty();
  }

  @Test
  void filesMayHaveAByteOrderMarkPrefixesCommentsAndContinuedLines() throws Exception {
    Registration registration =
        only(
            read(
                file(
                    "\ufeffoauthcc.hosts = api.example.com, \\\r\n   www.example.com\r\n"
                        + "# a comment \\\r\n! another\r\n\r\n"
                        + "oauthcc.token-uri: https://auth.example.org/token\r"
                        + "client-id app\n"
                        + "client-secret=\\u0070ässwörd\\\\\n"
                        + "audience=x")));

    assertThat(registration.hosts()).hasToString("[api.example.com, www.example.com]");
    assertThat(registration.clientId()).isEqualTo("app");
    assertThat(secretOf(registration)).isEqualTo("pässwörd\\");
    assertThat(registration.audience()).isEqualTo("x");
  }

  @Test
  void placeholdersAreExpandedOnceInAnySource() throws Exception {
    environment.put("ONE", "${env:TWO}");
    environment.put("TWO", "two");
    environment.put("OAUTHCC_AUDIENCE", "a-${env:TWO}-b-${env:TWO}");
    Path scope = Files.writeString(directory.resolve("scope"), "\ufeffread write\r\n");
    properties.setProperty("oauthcc.scope", "${file:" + scope + "}");

    Registration registration = only(read(file(BASE) + ";client-id=${env:ONE}"));

    assertThat(registration.clientId()).isEqualTo("${env:TWO}");
    assertThat(registration.audience()).isEqualTo("a-two-b-two");
    assertThat(registration.scope()).isEqualTo("read write");
  }

  @Test
  void aDisabledAgentLooksAtNothingElse() throws Exception {
    assertThat(read("enabled=false;nonsense=1;config-file=/does/not/exist").enabled()).isFalse();
    assertThat(read(file("enabled=false\nnonsense=1\n")).enabled()).isFalse();
    assertThat(read(file(BASE + "enabled=false\n") + ";enabled=true").enabled()).isTrue();
  }

  // ---- several registrations

  @Test
  void namedRegistrationsInheritAllButTargets() throws Exception {
    Configuration configuration =
        read(
            file(
                BASE.replace("hosts=", "#")
                    + """
                    exclude=*.example.com
                    token-request.parameter.a=1
                    token-request.parameter.b=2
                    token-request.header.X-Tenant=blue
                    scope=read
                    registration.one.hosts=one.example.com
                    registration.one.token-request.parameter.b=3
                    registration.one.token-request.parameter.c=4
                    registration.one.token-request.header.x-tenant=red
                    registration.two-b.hosts=two.example.com
                    registration.two-b.scope=
                    """));

    assertThat(configuration.registrations())
        .extracting(Registration::id)
        .containsExactly("one", "two-b");
    Registration one = configuration.registrations().get(0);
    assertThat(one.hosts()).hasToString("[one.example.com]");
    assertThat(one.exclude()).isEmpty();
    assertThat(one.clientId()).isEqualTo("app");
    assertThat(secretOf(one)).isEqualTo(PLANTED);
    assertThat(one.scope()).isEqualTo("read");
    assertThat(one.tokenRequestParameters())
        .containsExactly(Map.entry("a", "1"), Map.entry("b", "3"), Map.entry("c", "4"));
    assertThat(one.tokenRequestHeaders()).containsExactly(Map.entry("x-tenant", "red"));
    Registration two = configuration.registrations().get(1);
    assertThat(two.scope()).isNull();
    assertThat(two.tokenRequestHeaders()).containsExactly(Map.entry("X-Tenant", "blue"));
  }

  @Test
  void theUnnamedRegistrationStandsBesideNamedOnesIfItHasHosts() throws Exception {
    Configuration configuration = read(file(BASE + "registration.one.hosts=one.example.com\n"));

    assertThat(configuration.registrations())
        .extracting(Registration::id)
        .containsExactly("default", "one");
  }

  @Test
  void oneProvidersSecretsNeverReachAnother() throws Exception {
    String inherited =
        BASE
            + """
            allow-insecure-http=true
            token-request.format=json
            token-request.parameter.assertion=hunter2
            token-request.header.X-Key=hunter2
            client-authentication-method=client_secret_post
            registration.one.hosts=one.example.com
            registration.one.token-uri=https://other.example.org/token
            """;
    assertThat(problems(file(inherited)))
        .hasSize(2)
        .anySatisfy(problem -> assertThat(problem).contains("client-id is missing"))
        .anySatisfy(problem -> assertThat(problem).contains("client-secret-file is missing"));

    Registration one =
        read(file(
                inherited
                    + "registration.one.client-id=one\n"
                    + "registration.one.client-secret=other\n"))
            .registrations()
            .get(1);

    assertThat(secretOf(one)).isEqualTo("other");
    assertThat(one.tokenRequestFormat()).isEqualTo(TokenRequestFormat.FORM);
    assertThat(one.tokenRequestParameters()).isEmpty();
    assertThat(one.tokenRequestHeaders()).isEmpty();
    assertThat(one.insecureTokenUriAllowed()).isFalse();
    assertThat(one.clientAuthenticationMethod())
        .isEqualTo(ClientAuthenticationMethod.CLIENT_SECRET_POST);
  }

  @Test
  void aNamedKeyInAnySourceBeatsAnUnnamedOneInAnySource() throws Exception {
    properties.setProperty("oauthcc.scope", "property");
    properties.setProperty("oauthcc.client-secret", "property");
    String secret = Files.writeString(directory.resolve("secret"), "from-file\n").toString();

    Registration one =
        only(
            read(
                file(
                    """
                    token-uri=https://auth.example.org/token
                    client-id=app
                    registration.one.hosts=one.example.com
                    registration.one.scope=named
                    registration.one.client-secret-file=%s
                    """
                        .formatted(secret))));

    assertThat(one.scope()).isEqualTo("named");
    assertThat(secretOf(one)).isEqualTo("from-file");
  }

  @Test
  void secretAndSecretFileCountAsOneKey() throws Exception {
    String secret = Files.writeString(directory.resolve("secret"), "from-file").toString();
    environment.put("OAUTHCC_CLIENT_SECRET_FILE", secret);
    assertThat(secretOf(only(read(file(BASE))))).isEqualTo("from-file");

    properties.setProperty("oauthcc.client-secret", "literal");
    assertThat(secretOf(only(read(file(BASE))))).isEqualTo("literal");

    properties.setProperty("oauthcc.client-secret-file", secret);
    assertThat(problems(file(BASE))).singleElement().asString().contains("is set already by");
  }

  @Test
  void variablesNameRegistrationsByAList() throws Exception {
    environment.put("OAUTHCC_REGISTRATIONS", "a, a-b");
    environment.put("OAUTHCC_REGISTRATION_A_HOSTS", "a.example.com");
    environment.put("OAUTHCC_REGISTRATION_A_B_HOSTS", "b.example.com");
    environment.put("OAUTHCC_REGISTRATION_A_B_CLIENT_ID", "b");
    environment.put("OAUTHCC_TOKEN_URI", "https://auth.example.org/token");
    environment.put("OAUTHCC_CLIENT_ID", "app");
    environment.put("OAUTHCC_CLIENT_SECRET", "x");

    List<Registration> registrations = read(null).registrations();

    assertThat(registrations).extracting(Registration::id).containsExactly("a", "a-b");
    assertThat(registrations).extracting(Registration::clientId).containsExactly("app", "b");
  }

  @Test
  void variablesReachRegistrationsOfTheFileWithoutAList() throws Exception {
    environment.put("OAUTHCC_REGISTRATION_ONE_SCOPE", "variable");

    assertThat(
            only(read(
                    file(
                        BASE.replace("hosts=", "registration.one.hosts=")
                            + "registration.one.scope=file\n")))
                .scope())
        .isEqualTo("variable");
  }

  // ---- problems

  @ParameterizedTest(name = "[{index}] {0} -> {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          hots=x                            | did you mean oauthcc.hosts?
          oauthcc.client_id=x               | did you mean oauthcc.client-id?
          Client-Id=x                       | did you mean oauthcc.client-id?
          unauthorised-statuses=403         | did you mean oauthcc.unauthorized-status?
          token-request.parameters.x=hunter2| did you mean oauthcc.token-request.parameter.<name>?
          token-request.parameter.=hunter2  | did you mean oauthcc.token-request.parameter.<name>?
          token-request.paramter.x=hunter2  | unknown key
          instrumentation.okhttp3.enabled=x | did you mean oauthcc.instrumentation.okhttp.enabled?
          registration.one.hots=x           | did you mean oauthcc.registration.one.hosts?
          registration.one.log-level=info   | write oauthcc.log-level
          registration.One.hosts=x          | lower-case letters, digits and hyphens
          registration.one=x                | unknown key
          registrations=a_b                 | lower-case letters, digits and hyphens
          config-file=/x                    | cannot name another
          scope=a                           | is set already by scope
          enabled=maybe                     | write true or false
          dry-run=yes                       | write true or false
          instrumentation.okhttp.enabled=no | write true or false
          on-config-error=ignore            | write abort or disable
          log-level=verbose                 | write error, warn, info or debug
          log-file=/does/not/exist/log      | cannot be a log file
          hosts=                            | is empty
          hosts=,                           | names no target
          hosts=htps://api.example.com      | write "https://api.example.com"
          hosts=*.com                       | nearly everywhere
          hosts=https://u:hunter2@x.org     | no user name or password
          hosts=x.org?hunter2               | query or fragment
          hosts=http://api.example.com      | allow-insecure-http=targets
          exclude=api..example.com          | no valid host
          token-uri=                        | is empty
          token-uri=/token                  | is no absolute https URL
          token-uri=auth.example.com/token  | is no absolute https URL
          token-uri=file:///etc/passwd      | is no absolute https URL
          token-uri=https:auth              | has no host
          token-uri=https://a_b:0/token     | no valid port
          token-uri=http://a_b/token        | allow-insecure-http=true
          token-uri=https://u:hunter2@x.org | holds a user name or password
          token-uri=https://u:hunter2@a_b   | holds a user name or password
          token-uri=https://x.org/#hunter2  | has a fragment
          token-uri=https://x.org:70000/    | no valid port
          token-uri=https://x.org/ token    | is no URL
          token-uri=https://{region}.x.org/ | placeholder
          token-uri=https://u:hunter2@x y/  | is no URL
          token-uri=http://x.org/token      | allow-insecure-http=true
          token-uri=https://x.org/?k=hunter2 hunter2 | is no URL
          client-id=                        | is empty
          client-id=a\\nb                    | control character
          client-secret=                    | is empty
          client-secret-file=               | is empty
          client-secret-file=/does/not/exist| does not exist
          client-secret-file=/              | is a directory
          client-authentication-method=basic| write client_secret_basic, client_secret_post, client_secret_jwt
          client-authentication-method=client_secret | write client_secret_basic
          basic-encoding=utf8               | write rfc6749 or raw
          token-request.format=xml          | write form or json
          token-request.parameter.grant_type=hunter2    | client_credentials
          token-request.parameter.scope=hunter2         | write scope=
          token-request.parameter.client_secret=hunter2 | write client-secret=
          token-request.header.Authorization=hunter2    | client-authentication-method
          token-request.header.HOST=hunter2             | set by the agent
          token-request.header.Content-Length=hunter2   | set by the agent
          token-request.header.X(Y)=hunter2             | is no header name
          token-request.header.X-Y=a\\r\\nX:hunter2      | line break
          token-request.header.X-Y=hunter2ü             | beyond ASCII
          scope=a "b"                       | is no scope
          audience=a\\nb                     | control character
          default-expires-in=0              | out of range
          default-expires-in=soon           | is no duration
          expiry-margin=-1s                 | is no duration
          expiry-margin=10 s                | is no duration
          expiry-margin=P1X                 | is no duration
          expiry-margin=PT-5S               | is no duration
          expiry-margin=9999999999999       | is no duration
          expiry-margin=2d                  | out of range
          refresh-ahead=5x                  | is no duration
          connect-timeout=0                 | out of range
          read-timeout=999999999999d        | out of range
          acquire-timeout=                  | is no duration
          existing-authorization=drop       | write keep or replace
          token-charset=utf-8               | write b68token or vchar
          scheme=                           | one word
          scheme=Bearer x                   | one word
          on-token-failure=ignore           | write fail or send
          on-unauthorized=fail              | write retry, evict or ignore
          unauthorized-status=              | as in 401,403
          unauthorized-status=401;403       | as in 401,403
          unauthorized-status=401,302       | 400 to 599
          unauthorized-status=600           | 400 to 599
          unauthorized-status=401,407       | but for 407
          unauthorized-status=4e2           | as in 401,403
          allow-insecure-http=yes           | write false, targets or true
          audience=${env:NOT_SET}           | NOT_SET, which is not set
          audience=${file:/does/not/exist}  | does not exist
          audience=${hunter2}               | ${env:NAME}
          audience=${env:hunter2            | ${env:NAME}
          client-secret=${env:NOT_SET}      | NOT_SET, which is not set
          client-secret=a${hunter2}         | client-secret-file
          """)
  void everyMistakeIsNamedWithItsPlaceAndWhatWouldBeRight(String line, String expected)
      throws Exception {
    String key = line.substring(0, line.indexOf('='));
    String base = key.equals("scope") && line.equals("scope=a") ? BASE + "scope=b\n" : BASE;
    if (!base.contains(key + "=b")) {
      base = base.replace("\n" + key + "=", "\n#").replaceFirst("^" + key + "=", "#");
      base = key.equals("client-secret-file") ? base.replace("client-secret=", "#") : base;
    }

    List<String> problems = problems(file(base + "\n" + line + "\n"));

    assertThat(problems)
        .anySatisfy(
            problem ->
                assertThat(problem)
                    .contains(expected)
                    .contains(key.replace("oauthcc.", ""))
                    .contains("app.properties"));
  }

  @ParameterizedTest(name = "[{index}] {0} -> {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          OAUTHCC_HOST                            | did you mean OAUTHCC_HOSTS?
          OAUTHCC_CLIENTID                        | did you mean OAUTHCC_CLIENT_ID?
          OAUTHCC_CLIENT_SECRT                    | did you mean OAUTHCC_CLIENT_SECRET?
          OAUTHCC_TOKEN_REQUEST_PARAMETER_X       | cannot be given by variables
          OAUTHCC_REGISTRATION_ONE_HOST           | did you mean OAUTHCC_REGISTRATION_ONE_HOSTS?
          OAUTHCC_REGISTRATION_ONE_LOG_LEVEL      | unknown variable
          OAUTHCC_REGISTRATION_ONE_TOKEN_REQUEST_HEADER_X | cannot be given by variables
          OAUTHCC_REGISTRATION_TWO_B_HOSTS        | OAUTHCC_REGISTRATIONS=two-b
          OAUTHCC_REGISTRATION_TWO_CLIENT_SECRET_FILE | OAUTHCC_REGISTRATIONS=two
          OAUTHCC_TOKENURL                        | did you mean OAUTHCC_TOKEN_URI?
          OAUTHCC_REGISTRATION_TWO_CLIENT_SECRT   | OAUTHCC_REGISTRATION_<ID>_<KEY>
          OAUTHCC_REGISTRATION_TWO_TOKEN_REQUEST_HEADER_X | OAUTHCC_REGISTRATION_<ID>_<KEY>
          OAUTHCC_REGISTRATION_CLIENT_SECRET      | OAUTHCC_REGISTRATION_<ID>_<KEY>
          """)
  void anUnknownVariableIsNamedWithTheNearestKnownOne(String variable, String expected)
      throws Exception {
    environment.put(variable, PLANTED);

    assertThat(problems(file(BASE + "registration.one.hosts=one.example.com\n")))
        .singleElement()
        .asString()
        .contains(variable)
        .contains("environment")
        .contains(expected);
  }

  /** Base images set such ones. */
  @Test
  void variablesThatOnlyBeginAsOursDoAreOneWarning() throws Exception {
    for (String name :
        List.of(
            "OAUTHCC_VERSION",
            "OAUTHCC_HOME",
            "OAUTHCC_JAR",
            "OAUTHCC_",
            "OAUTHCC_PORT_X_TCP",
            "OAUTHCC_QUITE_DIFFERENT_FROM_ALL",
            "OAUTHCC_REGISTRATION_",
            "OAUTHCC_REGISTRATION_VERSION",
            "OAUTHCC_REGISTRATION_ONE_VERSION")) {
      environment.put(name, PLANTED);
    }
    String file = file(BASE + "registration.one.hosts=one.example.com\n");

    assertThat(read(file).warnings())
        .singleElement()
        .asString()
        .contains(
            "OAUTHCC_VERSION", "OAUTHCC_HOME", "OAUTHCC_JAR", "OAUTHCC_REGISTRATION_ONE_VERSION")
        .contains("not looked at")
        .doesNotContain(PLANTED);
    assertThat(problems("hosts=api.example.com"))
        .as("where something is missing, one of them may be meant for it")
        .last()
        .asString()
        .contains("OAUTHCC_HOME");
  }

  @Test
  void aLogFileIsOneThatTheUserMayWrite() throws Exception {
    File log = Files.createFile(directory.resolve("kept.log")).toFile();
    assertThat(log.setReadOnly()).isTrue();
    assumeFalse(log.canWrite(), "this user may write any file");

    assertThat(problems(file(BASE + "log-file=" + log.getPath().replace("\\", "\\\\") + "\n")))
        .singleElement()
        .asString()
        .contains("is not to be written by this JVM's user");
  }

  @Test
  void agentArgumentsAndSystemPropertiesAreCheckedAlike() throws Exception {
    properties.setProperty("oauthcc.client-secrt", PLANTED);
    properties.setProperty("other.client-secrt", PLANTED);

    assertThat(problems(file(BASE) + ";oauthcc.host=" + PLANTED + ";expiry-margin=x"))
        .satisfiesExactlyInAnyOrder(
            problem -> assertThat(problem).contains("oauthcc.host (agent argument)", "hosts?"),
            problem ->
                assertThat(problem)
                    .contains("oauthcc.client-secrt (system property)", "client-secret?"),
            problem -> assertThat(problem).contains("expiry-margin=x (agent argument)"));
  }

  @Test
  void aSecretThatHoldsASemicolonIsNotRepeatedInPieces() {
    assertThat(problems(file(BASE) + ";client-secret=abc;hunter2"))
        .singleElement()
        .asString()
        .contains("semicolon");
    assertThat(problems("client-secret=abc;hunter2=x;config-file=" + file(BASE)))
        .singleElement()
        .asString()
        .contains("semicolon");
  }

  @Test
  void allProblemsAreReportedAtOnceAndWithLineNumbers() {
    ConfigurationException exception =
        failure(
            file(
                """
                on-config-error=disable
                main-class=app.jar

                hots=x
                # next
                expiry-margin=x\\
                  y
                connect-timeout=z
                """));

    assertThat(exception.problems()).hasSize(7);
    assertThat(exception.getMessage())
        .contains("hots (", "line 4)")
        .contains("expiry-margin=xy (", "line 6)")
        .contains("connect-timeout=z (", "line 8)")
        .contains("registration default: hosts is missing")
        .contains("registration default: token-uri is missing")
        .contains("registration default: client-id is missing")
        .contains("registration default: client-secret-file is missing");
    assertThat(exception.onConfigError()).isEqualTo(OnConfigError.DISABLE);
    assertThat(exception.mainClasses()).containsExactly("app.jar");
  }

  @Test
  void aBadConfigurationFileIsAnError() throws Exception {
    assertThat(problems(directory.resolve("missing").toString()))
        .singleElement()
        .asString()
        .contains("agent argument", "missing does not exist");
    assertThat(problems(directory.toString()))
        .singleElement()
        .asString()
        .contains("is a directory");
    assertThat(problems("config-file=")).singleElement().asString().contains("has no name");
    assertThat(problems(file("#" + "x".repeat(1024 * 1024)))).first().asString().contains("1 MiB");
    assertThat(problems(file("\n\nclient-id=\\u12")))
        .first()
        .asString()
        .contains("malformed", "line 3");
    Path latin = directory.resolve("latin.properties");
    Files.write(latin, "client-id=ü".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(problems(latin.toString())).first().asString().contains("is not UTF-8");
  }

  @Test
  void equalTargetsOfTwoRegistrationsAreAProblem() {
    assertThat(
            problems(file(BASE + "registration.b.hosts=www.example.com, https://API.example.com")))
        .singleElement()
        .asString()
        .contains("registrations default and b", "https://API.example.com");
  }

  @Test
  void aNamedDefaultBesideTheUnnamedOneIsAProblem() {
    assertThat(problems(file(BASE + "registration.default.hosts=www.example.com")))
        .singleElement()
        .asString()
        .contains("another name");
  }

  @Test
  void valuesThatCameThroughPlaceholdersAreNotShown() {
    environment.put("X", "htps://" + PLANTED + ".example.com");
    for (String key :
        List.of(
            "hosts",
            "exclude",
            "token-uri",
            "expiry-margin",
            "scheme",
            "log-level",
            "log-file",
            "enabled",
            "client-secret-file",
            "registrations",
            "allow-insecure-http")) {
      assertThat(
              problems(
                  file(
                      BASE.replace("\n" + key + "=", "\n#").replaceFirst("^" + key, "#")
                          + key
                          + "=${env:X}\n")))
          .isNotEmpty();
    }
    assertThat(problems("config-file=${env:X}")).isNotEmpty();
  }

  // ---- warnings

  @Test
  void aSecretThatPsShowsIsWarnedAbout() throws Exception {
    assertThat(read(file(BASE) + ";client-secret=" + PLANTED).warnings())
        .singleElement()
        .asString()
        .contains("ps shows", "client-secret (agent argument)")
        .doesNotContain(PLANTED);
    properties.setProperty("oauthcc.client-secret", "${env:BASE_SECRET}");
    assertThat(read(file(BASE)).warnings()).isEmpty();
    properties.setProperty("oauthcc.client-secret", PLANTED);
    assertThat(read(file(BASE)).warnings())
        .singleElement()
        .asString()
        .contains("ps shows", "oauthcc.client-secret (system property)")
        .doesNotContain(PLANTED);
  }

  @ParameterizedTest(name = "[{index}] {0} -> {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          client-secret=hunter2\\u0020         | white space
          client-authentication-method=none   | is not used
          refresh-ahead=5s                    | is not longer than expiry-margin
          hosts=a.example.com,A.example.com   | is there twice
          exclude=*.example.com               | takes out all of api.example.com
          allow-insecure-http=targets         | lets access tokens travel readable
          hosts=auth.example.org              | add oauthcc.exclude=https://auth.example.org/token
          hosts=*.example.org                 | add oauthcc.exclude=https://auth.example.org
          """)
  void whatWorksButMaySurpriseIsWarnedAbout(String line, String expected) throws Exception {
    String key = line.substring(0, line.indexOf('='));
    String base = BASE.replace("\n" + key + "=", "\n#").replaceFirst("^" + key + "=", "#");

    assertThat(read(file(base + line + "\n")).warnings())
        .singleElement()
        .asString()
        .contains(expected)
        .doesNotContain(PLANTED);
  }

  @Test
  void theLineThatParesASharedHostIsCompleteAndEndsTheWarning() throws Exception {
    String base =
        """
        registration.podero.hosts=app.example.com
        registration.podero.exclude=app.example.com/login
        registration.podero.token-uri=https://app.example.com/oauth2/token/
        registration.podero.client-id=app
        registration.podero.client-secret=x
        """;
    String line =
        "oauthcc.registration.podero.exclude=app.example.com/login,https://app.example.com/oauth2";
    assertThat(read(file(base)).warnings()).singleElement().asString().endsWith(line);

    String fixed = base.replace("registration.podero.exclude=app.example.com/login", line);
    assertThat(read(file(fixed)).warnings()).isEmpty();
  }

  @Test
  void aPrefixBesideTheTokenEndpointIsNotWarnedAbout() throws Exception {
    assertThat(read(file(BASE.replace("api.example.com", "auth.example.org/api"))).warnings())
        .isEmpty();
  }

  @Test
  void insecureHttpIsRefusedUnlessAllowedOrLocal() throws Exception {
    assertThat(
            only(read(file(BASE.replace("=api.example.com", "=http://localhost:1,http://[::1]")))))
        .isNotNull();
    assertThat(only(read(file(BASE.replace("https://auth.example.org", "http://127.0.0.1:8080")))))
        .isNotNull();
    assertThat(
            problems(
                file(
                    BASE.replace("https://auth.example.org", "http://auth.example.org")
                        + "allow-insecure-http=targets\n")))
        .singleElement()
        .asString()
        .contains("token-uri=http://auth.example.org/token");
  }

  // ---- secrets that change

  @Test
  void aSecretFileIsReadAgainAndItsLastGoodContentKept() throws Exception {
    Path secret = Files.writeString(directory.resolve("secret"), "\ufeffone\r\n");
    Registration registration =
        only(read(file(BASE.replace("client-secret=", "#") + "client-secret-file=" + secret)));
    assertThat(secretOf(registration)).isEqualTo("one");

    Files.writeString(secret, "two\n\n");
    assertThat(secretOf(registration)).isEqualTo("two\n");

    Files.writeString(secret, "");
    assertThat(secretOf(registration)).isEqualTo("two\n");
    Files.delete(secret);
    assertThat(secretOf(registration)).isEqualTo("two\n");
    assertThat(later).singleElement().asString().contains(secret.toString(), "is empty");

    Files.writeString(secret, "three");
    assertThat(secretOf(registration)).isEqualTo("three");
    Files.writeString(secret, "x".repeat(64 * 1024 + 1));
    assertThat(secretOf(registration)).isEqualTo("three");
    assertThat(later).hasSize(2).last().asString().contains("larger than 64 KiB");
  }

  @Test
  void aSecretFileOfOneNewlineIsEmpty() throws Exception {
    Path secret = Files.writeString(directory.resolve("secret"), "\n");

    assertThat(problems(file(BASE.replace("client-secret=", "#") + "client-secret-file=" + secret)))
        .singleElement()
        .asString()
        .contains("is empty", secret.toString());
  }

  @Test
  void nothingPrintsASecret() throws Exception {
    Configuration configuration = read(file(BASE));

    assertThat(configuration.toString() + only(configuration) + Secret.of(PLANTED))
        .doesNotContain(PLANTED);
    assertThat(Secret.of("a")).isEqualTo(Secret.of("a")).isNotEqualTo(Secret.of("b"));
  }

  // ---- helpers

  private Configuration read(@Nullable String arguments) throws ConfigurationException {
    return ConfigurationReader.read(arguments, properties, environment, later::add);
  }

  private ConfigurationException failure(String arguments) {
    ConfigurationException exception =
        Objects.requireNonNull(
            catchThrowableOfType(ConfigurationException.class, () -> read(arguments)));
    for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
      assertThat(cause.toString()).doesNotContain(PLANTED);
    }
    return exception;
  }

  /** All problems, after a look for the planted secret in each of them. */
  private List<String> problems(String arguments) {
    return failure(arguments).problems();
  }

  private static Registration only(Configuration configuration) {
    assertThat(configuration.registrations()).hasSize(1);
    return configuration.registrations().get(0);
  }

  private static String secretOf(Registration registration) throws IOException {
    return Objects.requireNonNull(registration.clientSecret()).get().reveal();
  }

  private String file(String content) {
    try {
      return Files.writeString(directory.resolve("app.properties"), content).toString();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
