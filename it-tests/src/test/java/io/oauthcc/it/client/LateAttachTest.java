package io.oauthcc.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.VirtualMachine;
import io.oauthcc.it.AgentFile;
import io.oauthcc.it.ApiServer;
import io.oauthcc.it.Application;
import io.oauthcc.it.Hops;
import io.oauthcc.it.OAuthClient;
import io.oauthcc.it.Request;
import io.oauthcc.it.TokenServer;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("An agent attached to a running application")
@ParameterizedClass(name = "{0}")
@MethodSource("subjects")
final class LateAttachTest {

  // JUnit sets it before the test.
  @SuppressWarnings("NullAway.Init")
  @Parameter
  private Subject subject;

  static Stream<Subject> subjects() {
    return Stream.of(
            Subject.httpUrlConnection(), Subject.javaHttpClient(), Subject.okHttp("4.12.0"))
        .flatMap(subjects -> subjects);
  }

  @Test
  @DisplayName("authorizes the calls of a client that was used before")
  void weavesLoadedClasses(@TempDir Path folder) throws Exception {
    try (TokenServer tokens = new TokenServer(false)) {
      OAuthClient client = tokens.register("api");
      try (ApiServer api =
              new ApiServer("api", false, hop -> client.admits(hop.authorization()), new Hops());
          Application application = new Application(subject.jvm(), subject.driver())) {
        AgentFile file = new AgentFile(folder).registration(client, api.url(""));
        Request request = Request.get(api.url("/a"));
        assertThat(application.call(request).status()).isEqualTo(401);

        attach(application, file.write());

        assertThat(application.call(request).status()).as("%s", application.soFar()).isEqualTo(200);
        application.end();
      }
    }
  }

  private static void attach(Application application, Path configuration) throws Exception {
    VirtualMachine jvm = VirtualMachine.attach(String.valueOf(application.pid()));
    try {
      jvm.loadAgent(AgentFile.jar().toString(), configuration.toString());
    } catch (AgentLoadException e) {
      // Java 8 answers well with a bare 0, which this JDK takes for an error.
      assertThat(e).message().matches("(Failed to load agent library: )?0");
    } finally {
      jvm.detach();
    }
  }
}
