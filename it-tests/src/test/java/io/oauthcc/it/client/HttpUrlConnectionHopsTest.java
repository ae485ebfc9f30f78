package io.oauthcc.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.oauthcc.it.AgentFile;
import io.oauthcc.it.ApiServer;
import io.oauthcc.it.Application;
import io.oauthcc.it.Finished;
import io.oauthcc.it.ForkedJvm;
import io.oauthcc.it.Hop;
import io.oauthcc.it.Hops;
import io.oauthcc.it.OAuthClient;
import io.oauthcc.it.Outcome;
import io.oauthcc.it.Request;
import io.oauthcc.it.TokenServer;
import io.oauthcc.it.driver.Call;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A hop of HttpURLConnection")
@ParameterizedClass(name = "{0}")
@MethodSource("subjects")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // Set before the first test of each subject.
final class HttpUrlConnectionHopsTest {
  private static final String ODDITIES = "HttpUrlConnectionOddities";

  private static final int CONNECTED = 4;
  private static final int TLS = 5;

  @Parameter private Subject subject;

  private final Hops hops = new Hops();
  private final List<AutoCloseable> open = new ArrayList<>();
  private TokenServer tokens;
  private OAuthClient warm;
  private OAuthClient keeping;
  private OAuthClient replacing;
  private OAuthClient unheeding;
  private List<OAuthClient> cold;
  private List<ApiServer> untouched;
  private ApiServer api;
  private ApiServer secure;
  private ApiServer told;
  private Application application;

  static Stream<Subject> subjects() {
    return Subject.httpUrlConnection();
  }

  @BeforeParameterizedClassInvocation
  void open() throws IOException {
    tokens = opened(new TokenServer(false));
    warm = tokens.register("warm");
    keeping = tokens.register("keeping");
    replacing = tokens.register("replacing");
    unheeding = tokens.register("unheeding");
    api = opened(new ApiServer("api", false, this::isAdmitted, hops));
    secure = opened(new ApiServer("secure", true, hop -> true, hops));
    told = opened(new ApiServer("told", false, hop -> true, hops));
    AgentFile file =
        new AgentFile(Files.createTempDirectory("oauthcc-hops"))
            .set("oauthcc.acquire-timeout", "45s")
            .set("oauthcc.read-timeout", "45s")
            .registration(
                warm, secure.url(""), api.url("/warm"), told.url("").replace("http:", "https:"))
            .registration(keeping, api.url("/keeping"), told.url("/keeping"))
            .registration(replacing, api.url("/replacing"))
            .set("oauthcc.registration.replacing.existing-authorization", "replace")
            .registration(unheeding, api.url("/unheeding"))
            .set("oauthcc.registration.unheeding.existing-authorization", "replace")
            .set("oauthcc.registration.unheeding.on-unauthorized", "ignore");
    cold = new ArrayList<>();
    untouched = new ArrayList<>();
    for (int i = 0; i <= TLS; i++) {
      OAuthClient client = tokens.register("cold-" + i).hold();
      ApiServer server =
          opened(new ApiServer("cold", i == TLS, hop -> client.admits(hop.authorization()), hops));
      cold.add(client);
      untouched.add(server);
      file.registration(client, server.url(""));
    }
    ForkedJvm.Builder jvm = subject.jvm();
    if (subject.jdk().feature() > 8) {
      for (String scheme : List.of("http", "https")) {
        jvm.with("--add-exports=java.base/sun.net.www.protocol." + scheme + "=ALL-UNNAMED");
      }
    }
    application =
        new Application(jvm.agent(AgentFile.jar(), file.write().toString()), subject.driver());
  }

  private <T extends AutoCloseable> T opened(T closeable) {
    open.add(closeable);
    return closeable;
  }

  private boolean isAdmitted(Hop hop) {
    return Stream.of(warm, keeping, replacing, unheeding)
        .anyMatch(client -> client.admits(hop.authorization()));
  }

  @AfterParameterizedClassInvocation
  void close() throws Exception {
    try {
      Finished finished = application.end();
      assertThat(finished.errWithoutLog()).as("%s", finished).isEmpty();
      assertThat(finished.err()).noneMatch(line -> line.contains("defect"));
    } finally {
      application.close();
      for (int i = open.size() - 1; i >= 0; i--) {
        open.get(i).close();
      }
      open.clear();
    }
  }

  @Test
  @DisplayName("waits for its token before it has a connection that the server could tire of")
  void waitsBeforeItConnects() {
    SoftAssertions softly = new SoftAssertions();
    waits(softly, 0, url -> Request.get(url));
    waits(softly, 1, url -> Request.post(url));
    waits(softly, 2, url -> Request.post(url).kind(Call.Kind.STREAM));
    waits(softly, 3, url -> Request.get(told.redirect(302, url)));
    waits(softly, TLS, url -> Request.post(url).kind(Call.Kind.CHUNKED));
    softly.assertAll();
  }

  private void waits(SoftAssertions softly, int number, Function<String, Request> request) {
    ApiServer server = untouched.get(number);
    OAuthClient client = cold.get(number);
    String name = client.id();
    Request call = request.apply(server.url("/a"));

    application.begin(name, call);
    client.awaitAsked();

    softly.assertThat(server.connections()).as("%s", call).isZero();
    client.release();
    Outcome outcome = application.end(name);
    softly.assertThat(outcome.status()).as("%s", outcome).isEqualTo(200);
    softly.assertThat(server.connections()).as("%s", call).isEqualTo(1);
    softly.assertThat(client.requests()).as("%s", call).isEqualTo(1);
    hops.take();
  }

  @Test
  @DisplayName("waits as early where the application connects by itself")
  void waitsInConnect() {
    ApiServer server = untouched.get(CONNECTED);
    OAuthClient client = cold.get(CONNECTED);
    CompletableFuture<List<String>> seen =
        CompletableFuture.supplyAsync(
            () -> application.play(ODDITIES, "connectFirst", Map.of("api", server.url("")), ""));

    client.awaitAsked();

    int connections = server.connections();
    client.release();
    assertThat(seen.join()).containsExactly("status: 200");
    assertThat(connections).isZero();
    assertThat(hops.take()).hasSize(1);
  }

  @Test
  @DisplayName("is one over https only if it goes over TLS, whatever its URL says")
  void believesTheConnection() {
    String untold = told.url("").replace("http:", "https:");

    application.play(ODDITIES, "httpsWithoutTls", Map.of("untold", untold), "");

    assertThat(hops.take())
        .hasSizeGreaterThanOrEqualTo(5)
        .allSatisfy(hop -> assertThat(hop.authorization()).isEmpty());
    String overTls = secure.url("").replace("https:", "http:");
    assertThat(application.play(ODDITIES, "httpOverTls", Map.of("told", overTls), ""))
        .allMatch(line -> line.endsWith("200"));
    assertThat(hops.take())
        .hasSize(2)
        .allSatisfy(hop -> assertThat(warm.admits(hop.authorization())).isTrue());
  }

  @Test
  @DisplayName("keeps what the application's Authenticator said before, streamed or not")
  void keepsCachedCredentials() {
    String url = api.url("/keeping/own/basic-only");
    Outcome first = application.call(Request.get(url).password("own"));
    assertThat(first.status()).isEqualTo(200);
    assertThat(first.asked()).isEqualTo(1);
    hops.take();
    int requests = keeping.requests();

    assertThat(application.call(Request.post(url).kind(Call.Kind.STREAM)).status()).isEqualTo(200);
    assertThat(application.call(Request.post(url)).status()).isEqualTo(200);
    assertThat(application.call(Request.get(url)).status()).isEqualTo(200);

    assertThat(hops.take())
        .hasSize(3)
        .allSatisfy(
            hop -> assertThat(hop.authorization()).singleElement().asString().startsWith("Basic "));
    assertThat(keeping.requests()).isEqualTo(requests);
    assertThat(application.call(Request.get(api.url("/keeping/else"))).status()).isEqualTo(200);
    assertThat(hops.take()).hasSize(1);
  }

  @Test
  @DisplayName("after a redirect has a token, for the JDK puts nothing on it that was said before")
  void keepsNothingAfterARedirect() {
    Outcome first =
        application.call(Request.get(told.url("/keeping/own/basic-only")).password("own"));
    assertThat(first.status()).isEqualTo(200);
    hops.take();
    String redirect = told.redirect(302, told.url("/keeping/own/a"));

    assertThat(application.call(Request.get(redirect)).status()).isEqualTo(200);
    List<Hop> seen = hops.take();
    assertThat(application.call(Request.post(redirect)).status()).isEqualTo(200);

    assertThat(seen).hasSize(2);
    assertThat(seen.get(0).authorization()).isEmpty();
    assertThat(keeping.admits(seen.get(1).authorization())).isTrue();
    assertThat(hops.take().get(1).authorization()).singleElement().asString().startsWith("Basic ");
  }

  @Test
  @DisplayName(
      "that is refused although ours replaces the application's own is sent once more, no oftener")
  void endsWhereOursReplaces() {
    String url = api.url("/replacing/basic-only");
    SoftAssertions softly = new SoftAssertions();
    for (Request request :
        List.of(
            Request.get(url).password("own"),
            Request.post(url).password("own"),
            Request.get(url).password("own").authorization(Stage.OWN),
            Request.get(url).authorization(Stage.OWN))) {
      Outcome outcome = application.call(request);
      softly.assertThat(outcome.status()).as("%s: %s", request, outcome).isEqualTo(401);
      softly.assertThat(outcome.asked()).as("%s", request).isZero();
      softly.assertThat(hops.take().size()).as("%s", request).isBetween(1, 2);
    }
    Outcome unheeded =
        application.call(Request.get(api.url("/unheeding/basic-only")).password("own"));
    softly.assertThat(unheeded.status()).as("%s", unheeded).isEqualTo(401);
    softly.assertThat(hops.take()).hasSize(1);
    softly.assertAll();
  }
}
