package io.oauthcc.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class KeyTest {

  @ParameterizedTest
  @EnumSource(Key.class)
  void everyKeyIsFoundByItsNameAndExplained(Key key) {
    assertThat(Key.find(key.text())).isEqualTo(key);
    assertThat(key.text()).matches("[a-z0-9.-]+(<name>)?");
    assertThat(key.isFamily()).isEqualTo(key.text().endsWith("<name>"));
    assertThat(key.help()).isNotBlank().doesNotContain("\n");
  }

  @ParameterizedTest
  @EnumSource(Key.class)
  void everyKeyButTheFamiliesIsAVariableToo(Key key) {
    String variable = "OAUTHCC_" + key.variable();

    assertThat(variable).matches("[A-Z0-9_]+(<NAME>)?");
    assertThat(Variables.isKubernetes(variable)).isFalse();
    assertThat(Variables.keyOf(variable)).isEqualTo(key.isFamily() ? null : key);
    if (!key.isGlobal()) {
      assertThat(Variables.keyOf("OAUTHCC_REGISTRATION_A_" + key.variable(), "a"))
          .isEqualTo(key.isFamily() ? null : key);
    }
  }

  @ParameterizedTest
  @EnumSource(Key.class)
  void everyPasswordIsSecret(Key key) {
    if (key.text().endsWith("-password")) {
      assertThat(key.isSecret()).isTrue();
    }
  }

  @Test
  void aFamilyNeedsTheLastPartOfItsName() {
    assertThat(Key.find("token-request.parameter.a.b")).isEqualTo(Key.TOKEN_REQUEST_PARAMETER);
    assertThat(Key.find("token-request.parameter.")).isNull();
    assertThat(Key.find("token-request.parameter")).isNull();
  }

  @ParameterizedTest
  @EnumSource(Key.class)
  void everyDefaultIsOfItsKeysType(Key key) {
    Values values = new Values();
    values.put(
        new Setting(
            null,
            key,
            key.text(),
            key.text(),
            String.valueOf(key.defaultValue()),
            Setting.FILE,
            "the table",
            false,
            false));

    assertThat(key.defaultValue() == null || values.isRight(key)).isTrue();
  }

  /** What a file says of a key, the command line's help and the documentation cannot differ. */
  @ParameterizedTest
  @EnumSource(Key.class)
  void theReadmeNamesEveryKeyAndItsDefault(Key key) throws IOException {
    String name =
        key.text().replaceFirst("^instrumentation\\..*", "instrumentation.<client>.enabled");
    if (name.equals("config-file") || name.equals("registrations")) {
      return;
    }

    List<String> rows =
        readme().filter(row -> row[1].contains("`" + name + "`")).map(row -> row[2]).toList();

    assertThat(rows).as("rows of %s", name).hasSize(1);
    if (key.defaultValue() != null) {
      assertThat(rows.get(0)).contains(key.defaultValue());
    }
  }

  @Test
  void theReadmeNamesNoOtherKey() throws IOException {
    assertThat(
            readme()
                .flatMap(row -> Arrays.stream(row[1].split("[`, ]+")))
                .filter(name -> !name.isEmpty() && !name.contains("<client>")))
        .isNotEmpty()
        .allSatisfy(name -> assertThat(Key.find(name)).as(name).isNotNull());
  }

  /** The rows of its table of keys, in cells. */
  private static Stream<String[]> readme() throws IOException {
    List<String> lines = Files.readAllLines(Path.of("..", "README.md"));
    int head = lines.indexOf("| key | default | |");
    assertThat(head).isPositive();
    return lines.subList(head + 2, lines.size()).stream()
        .takeWhile(line -> line.startsWith("|"))
        .map(line -> line.split("\\|"));
  }
}
