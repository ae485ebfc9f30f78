package io.oauthcc.it.startup;

import static org.assertj.core.api.Assertions.assertThat;

import io.oauthcc.it.AgentFile;
import io.oauthcc.it.ApiServer;
import io.oauthcc.it.Finished;
import io.oauthcc.it.Hops;
import io.oauthcc.it.Jdk;
import io.oauthcc.it.JdkTest;
import io.oauthcc.it.Jdks;
import io.oauthcc.it.OAuthClient;
import io.oauthcc.it.TokenServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Under a security manager")
@ParameterizedClass(name = "{0}", allowZeroInvocations = true)
@MethodSource("jdks")
final class SecurityManagerTest extends JdkTest {
  private static final String APPLICATION_MAY =
      """
      grant {
        permission java.net.SocketPermission "localhost:*", "connect,resolve";
      };
      """;
  private static final String AGENT_MAY =
      """
      grant codeBase "%s" {
        permission java.security.AllPermission;
      };
      """
          .formatted(AgentFile.jar().toUri());

  // Set before each test.
  @SuppressWarnings("NullAway.Init")
  private TokenServer tokens;

  @SuppressWarnings("NullAway.Init")
  private ApiServer api;

  @SuppressWarnings("NullAway.Init")
  private Path configuration;

  static List<Jdk> jdks() {
    // Later ones have none, or print so much about it that nobody uses it.
    return Jdks.all().stream().filter(jdk -> jdk.feature() <= 17).toList();
  }

  @BeforeEach
  void start() {
    tokens = new TokenServer(false);
    OAuthClient client = tokens.register("api");
    api = new ApiServer("api", false, hop -> client.admits(hop.authorization()), new Hops());
    configuration = new AgentFile(folder).registration(client, api.url("")).write();
  }

  @AfterEach
  void stop() {
    api.close();
    tokens.close();
  }

  @Test
  @DisplayName("calls are authorized once the policy grants the agent all permissions")
  void worksWithTheGrant() throws IOException {
    Finished without = run(APPLICATION_MAY);

    Finished with = run(APPLICATION_MAY + AGENT_MAY, Program.agent(configuration));

    assertThat(without.out()).as("%s", without).containsExactly("401");
    assertThat(with.out()).as("%s", with).containsExactly("200");
    assertThat(with.errWithoutLog()).isEqualTo(without.err());
    assertThat(with.status()).isEqualTo(without.status());
  }

  @Test
  @DisplayName("without the grant one line says so and the application runs as it is")
  void saysWhatIsMissing() throws IOException {
    Finished without = run(APPLICATION_MAY);

    Finished with = run(APPLICATION_MAY, Program.agent(configuration));

    assertThat(with.out()).as("%s", with).isEqualTo(without.out());
    assertThat(with.errWithoutLog()).isEqualTo(without.err());
    assertThat(with.log()).hasSize(1).allMatch(line -> line.contains("AllPermission"));
    assertThat(with.status()).isEqualTo(without.status());
  }

  private Finished run(String policy, String... options) throws IOException {
    Path file = Files.writeString(folder.resolve("test.policy"), policy);
    String[] all = new String[options.length + 2];
    System.arraycopy(options, 0, all, 0, options.length);
    all[options.length] = "-Djava.security.manager";
    all[options.length + 1] = "-Djava.security.policy=" + file;
    return Program.get(jdk, api.url("/a")).with(all).run();
  }
}
