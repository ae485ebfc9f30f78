package io.oauthcc.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JvmPurposeTest {

  private static final File AGENT_JAR = new File("/opt/oauthcc/oauthcc.jar");

  @DisplayName("An application is told from a JDK tool")
  @ParameterizedTest(name = "{4}: {0}")
  @CsvSource({
    "com.sun.tools.ws.WsImport http://localhost/a?wsdl, SUN_STANDARD, , /opt/jaxws/tools.jar, true",
    "com.sun.tools.xjc.XJCFacade, SUN_STANDARD, , /opt/jaxb/xjc.jar, true",
    "sun.tools.acme.Main, SUN_STANDARD, , /opt/acme/acme.jar, true",
    "com.sun.tools.app.jar x, SUN_STANDARD, , com.sun.tools.app.jar, true",
    "java.acme/x.Main, SUN_STANDARD, java.acme, '', true",
    "jdk.acme/x.Main, SUN_STANDARD, jdk.acme, '', true",
    "jdk.jcmd, SUN_STANDARD, jdk.jcmd, '', false",
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
    "/opt/oauthcc/oauthcc.jar -x, SUN_STANDARD, , /opt/oauthcc/oauthcc.jar:/opt/oauthcc/oauthcc.jar, false",
    "/opt/other/oauthcc.jar, SUN_STANDARD, , /opt/other/oauthcc.jar, true",
    "/opt/acme/acme.jar arg, SUN_STANDARD, , /opt/acme/acme.jar:/opt/oauthcc/oauthcc.jar, true",
    "com.acme.Main, SUN_STANDARD, , .:/opt/oauthcc/oauthcc.jar, true",
    "com.acme.Main, SUN_STANDARD, , /opt/oauthcc/oauthcc.jar:/opt/acme/acme.jar, true",
  })
  void application(
      @Nullable String command,
      @Nullable String launcher,
      @Nullable String mainModule,
      @Nullable String classPath,
      boolean expected) {
    assertThat(
            JvmPurpose.isApplication(
                command, launcher, mainModule, classPath, AGENT_JAR, new KnownTools()))
        .isEqualTo(expected);
  }

  @Test
  @DisplayName("What the JDK holds is asked of the JDK")
  void contents() {
    JdkContents jdk = new JdkContents();

    assertThat(jdk.hasModule("jdk.jcmd")).isTrue();
    assertThat(jdk.hasModule("jdk.acme")).isFalse();
    assertThat(jdk.hasClass("sun.security.tools.keytool.Main")).isTrue();
    assertThat(jdk.hasClass("com.sun.tools.javac.Main")).isTrue();
    assertThat(jdk.hasClass("com.sun.tools.xjc.XJCFacade")).isFalse();
    assertThat(jdk.hasClass(JvmPurposeTest.class.getName())).isFalse();
  }

  @DisplayName("On Java 8 what the JDK holds lies in its jars")
  @ParameterizedTest(name = "{0} in {1}")
  @CsvSource({
    "jar:file:/opt/jdk8/lib/tools.jar!/sun/tools/jps/Jps.class, /opt/jdk8/jre, true",
    "jar:file:/opt/jdk8/jre/lib/rt.jar!/sun/security/tools/keytool/Main.class, /opt/jdk8/jre, true",
    "jar:file:/opt/my%20jre/lib/ext/x.jar!/com/sun/javafx/tools/A.class, /opt/my jre, true",
    "jar:file:/opt/jdk8/demo/tools.jar!/sun/tools/jps/Jps.class, /opt/jdk8/jre, false",
    "jar:file:/opt/jaxws/lib/tools.jar!/com/sun/tools/ws/WsImport.class, /opt/jdk8/jre, false",
    "jar:http://example.com/lib/tools.jar!/sun/tools/jps/Jps.class, /opt/jdk8/jre, false",
    "file:/opt/jdk8/lib/classes/sun/tools/jps/Jps.class, /opt/jdk8/jre, false",
    "jar:file:/opt/jdk8/lib/tools.jar!/sun/tools/jps/Jps.class, , false",
  })
  void jars(String url, @Nullable String home, boolean expected) throws MalformedURLException {
    assertThat(JdkContents.isOfJdk(new URL(url), home)).isEqualTo(expected);
  }

  /** A JDK that has the tools that the rows name. */
  private static final class KnownTools extends JdkContents {

    @Override
    boolean hasModule(String name) {
      return !name.endsWith(".acme");
    }

    @Override
    boolean hasClass(String name) {
      return Set.of(
              "sun.tools.jps.Jps", "sun.security.tools.keytool.Main", "com.sun.tools.javac.Main")
          .contains(name);
    }
  }
}
