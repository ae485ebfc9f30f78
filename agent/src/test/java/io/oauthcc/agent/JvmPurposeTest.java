package io.oauthcc.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JvmPurposeTest {

  private static final File AGENT_JAR = new File("/opt/oauthcc/oauthcc.jar");

  @DisplayName("An application is told from a JDK tool")
  @ParameterizedTest(name = "{4}: {0}")
  @CsvSource({
    "com.acme.Main --verbose, SUN_STANDARD, , /opt/acme/acme.jar, true",
    "/opt/acme/acme.jar arg, SUN_STANDARD, , /opt/acme/acme.jar, true",
    "com.acme/com.acme.Main, SUN_STANDARD, com.acme, '', true",
    "javax.acme/x.Main, SUN_STANDARD, javax.acme, '', true",
    "jdk.compiler/com.sun.tools.javac.launcher.Main Job.java, SUN_STANDARD, , '', true",
    "jdk.compiler/com.sun.tools.javac.launcher.SourceLauncher Job.java, SUN_STANDARD, , '', true",
    ", , , /opt/acme/acme.jar, true",
    ", SUN_STANDARD, , '', false",
    "'', SUN_STANDARD, , '', false",
    "java.base/sun.security.tools.keytool.Main -list, SUN_STANDARD, java.base, , false",
    "jdk.jcmd/sun.tools.jps.Jps, SUN_STANDARD, jdk.jcmd, , false",
    "jdk.jcmd/sun.tools.jcmd.JCmd -l, SUN_STANDARD, jdk.jcmd, , false",
    "jdk.compiler/com.sun.tools.javac.Main A.java, SUN_STANDARD, jdk.compiler, , false",
    "jdk.jartool/sun.tools.jar.Main tf x.jar, SUN_STANDARD, jdk.jartool, , false",
    "sun.tools.jps.Jps, SUN_STANDARD, , /jdk8/lib/tools.jar, false",
    "sun.security.tools.keytool.Main -list, SUN_STANDARD, , /jdk8/lib/tools.jar, false",
    "com.sun.tools.javac.Main A.java, SUN_STANDARD, , /jdk8/lib/tools.jar, false",
    "/opt/oauthcc/oauthcc.jar --help, SUN_STANDARD, , /opt/oauthcc/oauthcc.jar, false",
    "/opt/other/oauthcc.jar, SUN_STANDARD, , /opt/other/oauthcc.jar, true",
  })
  void application(
      @Nullable String command,
      @Nullable String launcher,
      @Nullable String mainModule,
      @Nullable String classPath,
      boolean expected) {
    assertThat(JvmPurpose.isApplication(command, launcher, mainModule, classPath, AGENT_JAR))
        .isEqualTo(expected);
  }
}
