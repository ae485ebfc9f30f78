package io.oauthcc.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MainClassTest {

  @ParameterizedTest(name = "main-class={0}, command {1}: {3}")
  @CsvSource({
    "com.acme.Job, com.acme.Job, ., true",
    "com.acme.Job, com.acme.Job --once, ., true",
    "com.acme.Job, com.acme.Jobs, ., false",
    "com.acme.Job, other.Main com.acme.Job, ., false",
    "com.acme.Job, acme.module/com.acme.Job x, , true",
    "acme.jar, /opt/my apps/acme.jar --once, /opt/my apps/acme.jar, true",
    "acme.jar, acme.jar, acme.jar, true",
    "acme.jar, /opt/other.jar /opt/acme.jar, /opt/other.jar, false",
    "'com.acme.Job,acme.jar', /opt/acme.jar, /opt/acme.jar, true",
    "acme.jar, , /opt/acme.jar, false",
  })
  void isOneOf(
      String names, @Nullable String command, @Nullable String classPath, boolean expected) {
    List<String> list = Arrays.asList(names.split(","));

    assertThat(MainClass.isOneOf(list, command, classPath)).isEqualTo(expected);
  }
}
