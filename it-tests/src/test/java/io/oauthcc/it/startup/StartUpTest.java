package io.oauthcc.it.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.oauthcc.it.AgentFile;
import io.oauthcc.it.ApiServer;
import io.oauthcc.it.EmptyAgentJar;
import io.oauthcc.it.Finished;
import io.oauthcc.it.ForkedJvm;
import io.oauthcc.it.Hops;
import io.oauthcc.it.Jdk;
import io.oauthcc.it.JdkTest;
import io.oauthcc.it.Jdks;
import io.oauthcc.it.OAuthClient;
import io.oauthcc.it.TokenServer;
import io.oauthcc.it.driver.Get;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import okhttp3.mockwebserver.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Start-up")
@ParameterizedClass(name = "{0}")
@MethodSource("jdks")
final class StartUpTest extends JdkTest {
  // Set before each test.
  @SuppressWarnings("NullAway.Init")
  private TokenServer tokens;

  @SuppressWarnings("NullAway.Init")
  private ApiServer api;

  @SuppressWarnings("NullAway.Init")
  private OAuthClient client;

  @SuppressWarnings("NullAway.Init")
  private Path configuration;

  static List<Jdk> jdks() {
    return Jdks.all();
  }

  static Stream<Map.Entry<String, List<String>>> tools() {
    return Stream.of(
        Map.entry("java", List.of("-version")),
        Map.entry("keytool", List.of("-help")),
        Map.entry("jps", List.of("-q")),
        Map.entry("jcmd", List.of("-l")));
  }

  @BeforeEach
  void start() {
    tokens = new TokenServer(false);
    client = tokens.register("api");
    api = new ApiServer("api", false, hop -> client.admits(hop.authorization()), new Hops());
    configuration = new AgentFile(folder).registration(client, api.url("")).write();
  }

  @AfterEach
  void stop() {
    api.close();
    tokens.close();
  }

  @Test
  @DisplayName("a program that makes no call prints what it printed without the agent")
  void changesNoOutput() {
    Finished without = Program.hello(jdk).with().run();

    Finished with = Program.hello(jdk).with(Program.agent(configuration)).run();

    assertThat(with.status()).as("%s", with).isEqualTo(without.status());
    assertThat(with.out()).isEqualTo(without.out());
    assertThat(with.errWithoutLog()).isEqualTo(without.err());
    assertThat(client.requests()).isZero();
  }

  @Test
  @DisplayName("a program that makes one call ends by itself and prints nothing else either")
  void endsByItself() {
    Finished with = Program.get(jdk, api.url("/a")).with(Program.agent(configuration)).run();

    assertThat(with.out()).as("%s", with).containsExactly("200");
    assertThat(with.errWithoutLog()).as("%s", with).isEmpty();
    assertThat(with.status()).isZero();
  }

  @Test
  @DisplayName("without any configuration there is one warning, and calls stay as they are")
  void warnsWithoutConfiguration() {
    Finished with = Program.get(jdk, api.url("/a")).with("-javaagent:" + AgentFile.jar()).run();

    assertThat(with.out()).as("%s", with).containsExactly("401");
    assertThat(with.err()).hasSize(1).allMatch(line -> line.matches("\\[oauthcc] .*WARN .*"));
  }

  @Test
  @DisplayName("variables of an image that begin as the agent's do are one warning")
  void startsBesideVariablesOfTheImage() {
    Finished with =
        Program.get(jdk, api.url("/a"))
            .with(Program.agent(configuration))
            .environment("OAUTHCC_VERSION", "1.0")
            .environment("OAUTHCC_HOME", "/opt/oauthcc")
            .environment("OAUTHCC_SERVICE_HOST", "10.0.0.1")
            .run();

    assertThat(with.out()).as("%s", with).containsExactly("200");
    assertThat(with.log())
        .filteredOn(line -> line.contains("OAUTHCC_"))
        .singleElement()
        .asString()
        .contains("WARN", "OAUTHCC_HOME", "OAUTHCC_VERSION")
        .doesNotContain("SERVICE_HOST");
  }

  @Test
  @DisplayName("attached twice, it works once and warns once")
  void warnsOfSecondAttachment() {
    String agent = Program.agent(configuration);

    Finished with = Program.get(jdk, api.url("/a")).with(agent, agent).run();

    assertThat(with.out()).as("%s", with).containsExactly("200");
    assertThat(with.errWithoutLog()).isEmpty();
    assertThat(with.log()).filteredOn(line -> line.contains("already")).hasSize(1);
  }

  @Test
  @DisplayName("no token is fetched before main, though another agent has a client loaded by then")
  void fetchesNothingBeforeMain() throws IOException {
    configuration =
        new AgentFile(folder)
            .registration(client, api.url(""))
            .set("oauthcc.prefetch", "true")
            .write();
    try (ApiServer foreign = new ApiServer("foreign", false, hop -> true, new Hops())) {
      // Time enough for a token that nobody asked for to be fetched.
      foreign.answers(hop -> new MockResponse().setHeadersDelay(1, TimeUnit.SECONDS));
      String other = EmptyAgentJar.agent(folder) + "=sun.net.www.protocol.http.HttpURLConnection";
      String agent = Program.agent(configuration);

      Finished foreigner = Program.get(jdk, foreign.url("/a")).with(other, agent).run();
      int unasked = client.requests();
      Finished asked = Program.get(jdk, api.url("/a")).with(other, agent).run();

      assertThat(foreigner.out()).as("%s", foreigner).containsExactly("200");
      assertThat(unasked).isZero();
      assertThat(foreigner.log())
          .filteredOn(line -> line.contains("WARN prefetch=true has no effect"))
          .hasSize(1);
      assertThat(asked.out()).as("%s", asked).containsExactly("200");
      assertThat(client.requests()).isOne();
    }
  }

  @ParameterizedTest(name = "in one of them: {0}")
  @ValueSource(booleans = {true, false})
  @DisplayName("from JAVA_TOOL_OPTIONS it acts in the main classes that are named, and in no other")
  void actsInNamedMainClasses(boolean named) {
    String mainClasses = named ? "com.example.Other," + Get.class.getName() : "com.example.Other";
    String agent =
        "-javaagent:"
            + AgentFile.jar()
            + "=config-file="
            + configuration
            + ";main-class="
            + mainClasses;

    Finished with =
        Program.get(jdk, api.url("/a")).with().environment("JAVA_TOOL_OPTIONS", agent).run();

    assertThat(with.out()).as("%s", with).containsExactly(named ? "200" : "401");
    assertThat(with.errWithoutLog()).allMatch(line -> line.startsWith("Picked up "));
    assertThat(client.requests()).isEqualTo(named ? 1 : 0);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("tools")
  @DisplayName("a JDK tool does not notice it, even badly configured through JAVA_TOOL_OPTIONS")
  void leavesToolsAlone(Map.Entry<String, List<String>> tool) {
    String[] arguments = tool.getValue().toArray(String[]::new);
    Finished without = ForkedJvm.tool(jdk, tool.getKey()).with(arguments).run();

    Finished with =
        ForkedJvm.tool(jdk, tool.getKey())
            .with(arguments)
            .environment("JAVA_TOOL_OPTIONS", Program.agent(folder.resolve("absent.properties")))
            .environment("OAUTHCC_NO_SUCH_KEY", "x")
            .run();

    assertThat(with.status()).as("%s", with).isEqualTo(without.status());
    assertThat(with.err().stream().filter(line -> !line.startsWith("Picked up ")))
        .isEqualTo(without.err());
    if (!tool.getKey().startsWith("j") || tool.getKey().equals("java")) {
      // The others list what runs on this machine.
      assertThat(with.out()).isEqualTo(without.out());
    }
  }

  @Test
  @DisplayName("class data sharing stays on, also after the first call")
  void keepsClassDataSharing() throws IOException {
    assumeTrue(jdk.feature() >= 17, "older JDKs come without an archive of their own");
    Path log = folder.resolve("classes.log");

    Finished with =
        Program.get(jdk, api.url("/a"))
            .with(Program.agent(configuration), "-Xshare:auto", "-Xlog:class+load:file=" + log)
            .run();

    assertThat(with.out()).as("%s", with).containsExactly("200");
    List<String> lines = Files.readAllLines(log);
    int hook = indexOf(lines, "java.lang.OauthccHook ");
    assertThat(hook).as("the hook is loaded").isPositive();
    assertThat(lines.subList(hook, lines.size()))
        .as("classes from the archive after the hook")
        .anyMatch(line -> line.contains("source: shared objects file"));
  }

  private static int indexOf(List<String> lines, String text) {
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).contains(text)) {
        return i;
      }
    }
    return -1;
  }
}
