package io.oauthcc.config;

import static io.oauthcc.config.ConfigurationSources.BASE;
import static io.oauthcc.config.ConfigurationSources.SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values that hold what their author takes for something else: they count, and it is told. */
final class OddValuesTest extends ConfigurationTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          audience="urn:api"             | audience (app.properties, line 5): the quotes around it count
          audience='urn:api'             | audience (app.properties, line 5): the quotes around it count
          key-id=a # the first           | what follows # counts as part of the value
          scope=read # all of it         | what follows # counts as part of the value
          scope=read ! all of it         | what follows ! counts as part of the value
          audience=a\\b                  | a single backslash is dropped from a .properties file; write \\\\ in its place
          log-file=DIR\\x.log            | a single backslash is dropped from a .properties file; write / or \\\\ in its place
          """)
  void areWarnedAboutWhereTheyCanBeUsed(String line, String expected) throws Exception {
    assertThat(sources.warnings(BASE + SECRET + line + "\n"))
        .anyMatch(warning -> warning.contains(expected));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "audience=a\"b\"",
        "audience=it's",
        "audience=a#b",
        "audience=#b",
        "audience=a! b",
        "audience=a !b",
        "audience=! b",
        "audience=\"a\" \"b",
        "audience=a\\\\b",
        "audience=a\\=b\\:c\\u0020d",
        "audience={\\\"a\\\":1}",
      })
  void areNoOthers(String line) throws Exception {
    assertThat(sources.warnings(BASE + SECRET + line + "\n")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          expiry-margin="10s"                     | (the quotes around it count as part of the value; take them out)
          expiry-margin=10s # ten                 | (what follows # counts as part of the value; a comment has a line of its own)
          expiry-margin=10s ! ten                 | (what follows ! counts as part of the value; a comment has a line of its own)
          scope="read"                            | (the quotes around it count
          exclude=a.example.com # that            | (what follows # counts
          trust-store=C:\\secrets\\new.txt        | write / or \\\\ in its place
          trust-store="/etc/ca.pem"               | (the quotes around it count
          log-file=C:\\logs\\\\n scope=read       | log-file (app.properties, line 5): its line ends in a backslash
          audience=a\\\\n scope=read              | audience (app.properties, line 5): its line ends in a backslash
          log-file=C:\\users\\x                   | write a backslash as \\\\, or / in a path
          """)
  void areExplainedWhereTheyAreTheMistake(String line, String expected) {
    String text = line.replace("\\\\n", "\\\n");

    assertThat(sources.problems(BASE + SECRET + text + "\n"))
        .anyMatch(problem -> problem.contains(expected))
        .noneMatch(problem -> problem.contains("\n") || problem.contains("\r"));
  }

  @Test
  void aWindowsPathOfASecretFileIsExplainedInOneLine() {
    assertThat(sources.problems(BASE + "client-secret-file=C:\\secrets\\new.txt\n"))
        .singleElement()
        .asString()
        .contains("client-secret-file", "does not exist", "write / or \\\\")
        .doesNotContain("\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          abc_n      |
          abc        |
          abc _n     | white space
          abc_n_n    | white space
          ` abc`     | white space
          abc_r_n_n  | white space
          "abc"_n    | quotes
          abc #x     | what follows #
          abc ! x    | what follows !
          """)
  void aSecretFileIsLookedAtLikeALiteral(String content, @Nullable String expected)
      throws Exception {
    Files.writeString(sources.file("secret"), content.replace("_r", "\r").replace("_n", "\n"));
    List<String> warnings = sources.warnings(BASE + "client-secret-file=DIR/secret\n");

    if (expected == null) {
      assertThat(warnings).isEmpty();
    } else {
      assertThat(warnings)
          .singleElement()
          .asString()
          .startsWith("client-secret-file (app.properties, line 4): the file's content ")
          .contains(expected)
          .doesNotContain("abc");
    }
  }
}
