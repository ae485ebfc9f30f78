package io.oauthcc.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.oauthcc.it.AgentFile;
import io.oauthcc.it.ApiServer;
import io.oauthcc.it.Application;
import io.oauthcc.it.Hop;
import io.oauthcc.it.Hops;
import io.oauthcc.it.OAuthClient;
import io.oauthcc.it.Outcome;
import io.oauthcc.it.Request;
import io.oauthcc.it.TokenServer;
import io.oauthcc.it.driver.Call;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** One client for all calls, which remembers what its {@code Authenticator} said elsewhere. */
@DisplayName("Credentials that java.net.http remembers")
@ParameterizedClass(name = "{0}")
@MethodSource("subjects")
final class CachedCredentialsTest {

  private final Hops hops = new Hops();

  // JUnit sets it before the test.
  @SuppressWarnings("NullAway.Init")
  @Parameter
  private Subject subject;

  static Stream<Subject> subjects() {
    return Subject.javaHttpClient();
  }

  @Test
  @DisplayName("give way where ours replaces them, and stay where they are kept")
  void giveWayOrAreKept(@TempDir Path folder) {
    try (TokenServer tokens = new TokenServer(false)) {
      OAuthClient replacing = tokens.register("replacing");
      OAuthClient keeping = tokens.register("keeping");
      try (ApiServer plain = new ApiServer("plain", false, hop -> isGood(hop, replacing), hops);
          ApiServer secure = new ApiServer("secure", true, hop -> isGood(hop, replacing), hops)) {
        Path file =
            new AgentFile(folder)
                .registration(replacing, plain.url("/replacing"), secure.url("/replacing"))
                .set("oauthcc.registration.replacing.existing-authorization", "replace")
                .registration(keeping, plain.url("/keeping"), secure.url("/keeping"))
                .write();
        try (Application application = subject.application(file)) {
          SoftAssertions softly = new SoftAssertions();
          for (ApiServer api : List.of(plain, secure)) {
            call(application, softly, Request.get(api.url("/basic-only")), 2);

            for (Request request :
                List.of(
                    Request.get(api.url("/replacing/a")),
                    Request.post(api.url("/replacing/a")).kind(Call.Kind.STREAM),
                    Request.get(api.url("/replacing/a")).authorization(Stage.OWN))) {
              List<Hop> seen = call(application, softly, request, 1);
              softly.assertThat(seen).allMatch(hop -> replacing.admits(hop.authorization()));
            }
            for (Request request :
                List.of(Request.get(api.url("/keeping/a")), Request.post(api.url("/else")))) {
              List<Hop> seen = call(application, softly, request, 1);
              softly
                  .assertThat(seen)
                  .allMatch(hop -> hop.authorization().toString().startsWith("[Basic "));
            }
          }
          replacing.revoke();
          call(application, softly, Request.get(plain.url("/replacing/a")), 2);
          softly.assertAll();
          assertThat(application.end().errWithoutLog()).isEmpty();
        }
      }
    }
  }

  private static boolean isGood(Hop hop, OAuthClient replacing) {
    return !hop.path().startsWith("/replacing/") || replacing.admits(hop.authorization());
  }

  private List<Hop> call(
      Application application, SoftAssertions softly, Request request, int hopCount) {
    Outcome outcome = application.call(request.password("own"));
    List<Hop> seen = hops.take();
    softly.assertThat(outcome.status()).as("%s: %s", request, outcome).isEqualTo(200);
    softly.assertThat(seen).as("%s", request).hasSize(hopCount);
    return seen;
  }
}
