package io.oauthcc.config;

import static io.oauthcc.config.ConfigurationSources.BASE;
import static io.oauthcc.config.ConfigurationSources.PLANTED;
import static io.oauthcc.config.ConfigurationSources.SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever goes wrong, what may be a secret is in no line that the agent prints. */
final class SecretsInMessagesTest {

  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  private Path directory;

  private final Properties properties = new Properties();
  private final Map<String, String> environment = new HashMap<>(Map.of("SHORT", PLANTED));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "client-secret=abc\nhunter2",
        "client-secret=abc\nhunter2 def",
        "client-secret=abc\nhunter2=def",
        "client-secret=abc\n# a comment\n\n  hunter2: def",
        "client-secret=abc\nx\ny=\nhunter2=def",
        "client-secret=abc\nhosts2hunter2=def",
        "client-secret=abc\\\n  hunter2\nhots=x",
        "client-secrt=hunter2",
        "client-secrt=abc\nhunter2=def",
        "client-secret-hunter2=",
        "client-secret-hunter2",
        "oauthcc.client-secret-hunter2",
        "oauthcc.client-secrethunter2=x",
        "client_secret_hunter2=x",
        "key-store-password=abc\nhunter2=def",
        "token-request.parameter.a=b\nhunter2=def",
        "token-request.paramter.a=hunter2",
        "token-request.parameter.scope=hunter2",
        "token-request.header.X-Y=a\nhunter2=def",
        "proxy=http://u:abc\nhunter2@proxy=3128",
        "proxy=http://u%3Ahunter2%40proxy:3128",
        "proxy=u:hunter2",
        "proxy=http://u:hunter2@",
        "token-uri=https://x.org/?a=b@hunter2 x",
        "token-uri=https://x.org/?a=hunter2@x y",
        "token-uri=ftp://x.org/#hunter2",
        "token-uri=https://x.org/?a=b\nhunter2=def",
        "client-secret=${env:hunter2}",
        "client-secret=${file:hunter2}",
        "client-secret=${hunter2}",
        "client-secret=${env:hunter2",
        "client-secret-file=hunter2",
        "client-secret-file=hunter2/x",
        "private-key-file=hunter2\nclient-authentication-method=private_key_jwt",
        "trust-store=hunter2",
        "log-level=client-secret=hunter2",
        "expiry-margin=password : hunter2",
        "hosts=client-secret=hunter2",
        "scheme=a b,client-secret=hunter2",
        "on-config-error=token-request.parameter.a=hunter2",
        "log-level=info client-secret hunter2",
        "log-level=info\\\nclient-secret\thunter2",
        "log-level='client-secret'=hunter2",
        "log-level=\"secret\": \"hunter2\"",
        "trust-store=/x trust-store-password hunter2",
        "expiry-margin=10s\\\nproxy=http://u:hunter2@p:1",
        "expiry-margin=http://u:hunter2@p:1",
        "expiry-margin=10s\\\ntoken-uri=https://x.org/?key=hunter2",
        "token-request.header.X-Key\\:hunter2=",
        "token-request.header.X-Key\\=hunter2=",
        "token-request.header.X-Key\\ hunter2=${env:NOT_SET}",
        "registration.a.token-request.header.X-Key\\:hunter2=\nregistration.a.hosts=a.org",
        "client-secret=\"hunter2",
        "hunter2",
        "hunter2==",
        "hunter2=hunter2",
        "-----BEGIN PRIVATE KEY-----\nhunter2\nhunter2==\n-----END PRIVATE KEY-----",
        "{\"client_secret\": \"hunter2\",\n\"hunter2\": 1}",
      })
  void aFileThatWentWrong(String content) throws Exception {
    assertThat(output(file(content))).isNotEmpty().noneMatch(line -> line.contains(PLANTED));
    assertThat(output(file(BASE + content + "\n")))
        .isNotEmpty()
        .noneMatch(line -> line.contains(PLANTED));
    assertThat(output(file(content + "\n" + BASE + SECRET)))
        .isNotEmpty()
        .noneMatch(line -> line.contains(PLANTED));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "client-secret:hunter2",
        "client-secret hunter2",
        "hunter2",
        "hunter2.x",
        "hunter2=",
        "hunter2=a=b",
        "hunter2/=x",
        "client-secret:hunter2=x",
        "oauthcc.client-secret:hunter2=x",
        "client-secret-hunter2=x",
        "client-secret=abc;hunter2=x",
        "client-secret=abc;hunter2",
        "client-secrt=abc;hunter2=x",
        "a=b;hunter2=x",
        "client-id=a;hunter2",
        "client-id=a;client-secret:hunter2",
        "client-id=a;token-request.header.X-Key:hunter2==",
        "hosts=a.org;registration.a.token-request.header.X-Key hunter2=",
        "./a.properties --client-secret hunter2",
        "/etc/a.properties secret hunter2",
        "log-level=info,proxy=http://u:hunter2@p:1",
        "config-file=client-secret=hunter2",
        "config-file=hunter2",
        "config-file=${file:hunter2}",
        "proxy=http://u:hunter2;x@p:1",
        "log-level=x,client-secret=hunter2",
      })
  void argumentsThatWentWrong(String arguments) {
    assertThat(output(arguments)).isNotEmpty().noneMatch(line -> line.contains(PLANTED));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "oauthcc.client-secret-hunter2",
        "oauthcc.client-secret:hunter2",
        "oauthcc.client-secrethunter2",
        "oauthcc.client-secrt",
        "oauthcc.token-request.header.X-Key:hunter2",
        "oauthcc.config-file",
      })
  void propertiesAndVariablesThatWentWrong(String name) {
    properties.setProperty(name, PLANTED);
    assertThat(output(null)).isNotEmpty().noneMatch(line -> line.contains(PLANTED));

    properties.clear();
    environment.put(name.toUpperCase(Locale.ROOT).replace('.', '_'), PLANTED);
    environment.put("OAUTHCC_CLIENT_SECRT", PLANTED);
    environment.put("OAUTHCC_PASSWORD", PLANTED);
    assertThat(output(null)).isNotEmpty().noneMatch(line -> line.contains(PLANTED));
  }

  /** What is not quoted is told by its place and by what is near. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          hunter2                      | app.properties, line 1 is no key = value; a value that goes on
          a\\nb\\nhunter2              | app.properties, line 1 is no key = value, nor are 2 after it;
          client-secret=x\\nhots=y     | app.properties, line 2: unknown key, not shown as it may be part of a secret; did you mean oauthcc.hosts?
          frobnicate=x                 | app.properties, line 1: unknown key, not shown as it may be part of a secret
          client-secrt=x               | client-secrt (app.properties, line 1): unknown key; did you mean oauthcc.client-secret?
          client-id=x\\nhots=y         | hots (app.properties, line 2): unknown key; did you mean oauthcc.hosts?
          oauthcc.frobnicate=x         | oauthcc.frobnicate (app.properties, line 1): unknown key; this version has none
          client-secret=a\\\\\\n hosts=b | client-secret (app.properties, line 1): its line ends in a backslash
          client-secret-file=x/y       | client-secret-file (app.properties, line 1): the file *** in
          """)
  void theFirstMistakeSaysWhereItIs(String content, String expected) throws Exception {
    String text = content.replace("\\\\\\n", "\\\n").replace("\\n", "\n");
    assertThat(output(file(text + "\n")))
        .anyMatch(line -> line.replace(directory.toString() + "/", "").startsWith(expected.trim()));
  }

  @Test
  void aPathInTheArgumentsIsNamed() throws Exception {
    assertThat(output("/no/such.properties"))
        .first()
        .asString()
        .contains("/no/such.properties does");
    assertThat(output("no/such.properties")).first().asString().contains("no/such.properties does");
    Path folder = Files.createDirectories(directory.resolve("a=b"));
    Path odd = Files.writeString(folder.resolve("app.properties"), BASE + SECRET);
    assertThat(output(odd.toString())).singleElement().asString().endsWith("config-file=" + odd);
    assertThat(output("client-secret:abc"))
        .singleElement()
        .asString()
        .contains("config-file=*** (agent argument)", "key=value with an equals sign");
  }

  private String file(String content) throws IOException {
    return Files.writeString(directory.resolve("app.properties"), content).toString();
  }

  /** All lines of a reading: problems, warnings, causes. */
  private List<String> output(@Nullable String arguments) {
    List<String> lines = new ArrayList<>();
    try {
      Configuration configuration =
          ConfigurationReader.read(arguments, properties, environment, lines::add);
      lines.addAll(configuration.warnings());
      lines.add(configuration.toString());
    } catch (ConfigurationException e) {
      lines.addAll(e.problems());
      for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
        lines.add(cause.toString());
      }
    }
    return lines;
  }
}
