package io.oauthcc.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.oauthcc.it.AgentFile;
import io.oauthcc.it.ApiServer;
import io.oauthcc.it.Application;
import io.oauthcc.it.ForkedJvm;
import io.oauthcc.it.Hop;
import io.oauthcc.it.Hops;
import io.oauthcc.it.OAuthClient;
import io.oauthcc.it.Outcome;
import io.oauthcc.it.Request;
import io.oauthcc.it.TokenServer;
import java.nio.file.Path;
import java.util.stream.Stream;
import okhttp3.mockwebserver.MockResponse;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A token that is refused after redirects")
@ParameterizedClass(name = "{0}")
@MethodSource("subjects")
final class RefusalAfterRedirectsTest {
  private static final int LIMIT_OF_HTTP_URL_CONNECTION = 3;
  private static final int LIMIT_OF_OKHTTP = 20;

  // JUnit sets it before the test.
  @SuppressWarnings("NullAway.Init")
  @Parameter
  private Subject subject;

  static Stream<Subject> subjects() {
    return Stream.of(Subject.httpUrlConnection(), Subject.okHttp("3.9.1"), Subject.okHttp("4.12.0"))
        .flatMap(subjects -> subjects);
  }

  @Test
  @DisplayName("is replaced if the client goes on once more; else the refusal is the application's")
  void goesOnAsOftenAsTheClient(@TempDir Path folder) {
    int most =
        subject.kind() == Subject.Kind.SYNCHRONOUS
            ? LIMIT_OF_HTTP_URL_CONNECTION - 1
            : LIMIT_OF_OKHTTP;
    try (TokenServer tokens = new TokenServer(false);
        ApiServer api = new ApiServer("api", false, hop -> true, new Hops())) {
      OAuthClient replayed = tokens.register("replayed");
      OAuthClient refused = tokens.register("refused");
      api.answers(hop -> answer(hop, hop.path().startsWith("/replayed/") ? replayed : refused));
      AgentFile file =
          new AgentFile(folder)
              .registration(replayed, api.url("/replayed"))
              .registration(refused, api.url("/refused"));
      try (Application application =
              new Application(
                  jvm().agent(AgentFile.jar(), file.write().toString()), subject.driver());
          Application reference = new Application(jvm(), subject.driver())) {
        for (OAuthClient client : new OAuthClient[] {replayed, refused}) {
          Request first = Request.get(api.url("/" + client.id() + "/0"));
          assertThat(application.call(first).status()).isEqualTo(200);
          client.revoke();
        }

        Request last = Request.get(api.url("/refused/" + most));
        Outcome outcome = application.call(last);

        assertThat(outcome).isEqualTo(reference.call(last));
        assertThat(outcome.status()).as("%s", outcome).isEqualTo(401);
        Request lastButOne = Request.get(api.url("/replayed/" + (most - 1)));
        assertThat(application.call(lastButOne).status()).isEqualTo(200);
        application.end();
        reference.end();
      }
    }
  }

  private ForkedJvm.Builder jvm() {
    return subject.jvm().property("http.maxRedirects", "" + LIMIT_OF_HTTP_URL_CONNECTION);
  }

  /** Redirects as often as the path says, and then insists on a token. */
  private static MockResponse answer(Hop hop, OAuthClient client) {
    int slash = hop.path().lastIndexOf('/') + 1;
    int left = Integer.parseInt(hop.path().substring(slash));
    if (left > 0) {
      return new MockResponse()
          .setResponseCode(302)
          .setHeader("Location", hop.path().substring(0, slash) + (left - 1));
    }
    return client.admits(hop.authorization())
        ? new MockResponse().setBody("well")
        : new MockResponse().setResponseCode(401).setBody("refused");
  }
}
