package io.oauthcc.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class PropertiesFileTest {

  @Test
  void anyTextHasTheEntriesThatTheJdkReads() throws Exception {
    String[] pieces = {
      "a", "b", "=", ":", " ", "\t", "\f", "#", "!", "\\", "\\\\", "\n", "\n", "\r\n", "\r", "\\n"
    };
    Random random = new Random(1);
    for (int round = 0; round < 50_000; round++) {
      StringBuilder text = new StringBuilder();
      int length = random.nextInt(24);
      for (int i = 0; i < length; i++) {
        text.append(pieces[random.nextInt(pieces.length)]);
      }
      Properties expected = new Properties();
      expected.load(new StringReader(text.toString()));

      PropertiesFile file = new PropertiesFile(text.toString());

      Map<String, String> entries = new HashMap<>();
      for (int i = 0; i < file.size(); i++) {
        entries.put(file.name(i), file.value(i));
      }
      // No key, and the JDK passes over a backslash that is a line of its own, but as the last one.
      entries.remove("");
      expected.remove("");
      assertThat(entries).as("%s", text).isEqualTo(expected);
    }
  }

  @Test
  void anEntryHasTheNumberOfTheLineThatItBeginsIn() throws Exception {
    PropertiesFile file = new PropertiesFile("# c \\\na=1\r\nb=2 \\\r\n  3\\\n4\\\\\rc=5\n\n d");

    assertThat(file.size()).isEqualTo(4);
    assertThat(file.name(1) + file.value(1)).isEqualTo("b2 34\\");
    assertThat(file.continuation(1)).isEqualTo("3\\\n4\\\\");
    assertThat(file.name(2) + file.value(2)).isEqualTo("c5");
    assertThat(file.isPair(3)).isFalse();
    assertThat(new int[] {file.line(0), file.line(1), file.line(2), file.line(3)})
        .containsExactly(2, 3, 6, 8);
  }
}
