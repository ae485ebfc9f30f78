package io.oauthcc.it.client;

import io.oauthcc.it.AgentFile;
import io.oauthcc.it.ApiServer;
import io.oauthcc.it.Application;
import io.oauthcc.it.Finished;
import io.oauthcc.it.Hop;
import io.oauthcc.it.Hops;
import io.oauthcc.it.Jdks;
import io.oauthcc.it.OAuthClient;
import io.oauthcc.it.Outcome;
import io.oauthcc.it.Request;
import io.oauthcc.it.TokenServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.SocketPolicy;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("When there is no token")
@ParameterizedClass(name = "{0}")
@MethodSource("subjects")
final class TokenFailuresTest {

  /**
   * A way to fail, with a registration of its own.
   *
   * @param message what stands behind the endpoint's address in the error, as a pattern
   */
  private record Row(OAuthClient client, String message) {}

  // JUnit sets it before the test.
  @SuppressWarnings("NullAway.Init")
  @Parameter
  private Subject subject;

  static Stream<Subject> subjects() {
    return Stream.concat(
        Subject.httpUrlConnection(),
        Stream.concat(Subject.javaHttpClient(), Subject.okHttp("4.12.0"))
            .filter(subject -> subject.jdk().equals(Jdks.ofBuild())));
  }

  @Test
  @DisplayName("the call fails with an IOException that says why, and other hosts are not affected")
  void failsClearly(@TempDir Path folder) {
    Hops hops = new Hops();
    try (TokenServer tokens = new TokenServer(false);
        TokenServer gone = new TokenServer(false);
        ApiServer api = new ApiServer("api", false, hop -> true, hops);
        ApiServer foreign = new ApiServer("foreign", false, hop -> true, hops)) {
      List<Row> rows = rows(tokens, gone);
      AgentFile file = new AgentFile(folder);
      file.set("oauthcc.read-timeout", "1s").set("oauthcc.acquire-timeout", "2s");
      for (Row row : rows) {
        String secret = row.client().secret();
        file.registrationWithSecret(
            row.client(),
            row.client().id().equals("wrong-secret") ? secret + "x" : secret,
            api.url("/" + row.client().id()));
      }
      try (Application application = subject.application(file.write())) {
        SoftAssertions softly = new SoftAssertions();
        for (Row row : rows) {
          for (boolean async : asynchronously()) {
            Request request = Request.get(api.url("/" + row.client().id() + "/a")).async(async);
            check(softly, row, () -> application.call(request));
            Outcome other = application.call(Request.get(foreign.url("/a")).async(async));
            softly.assertThat(other.status()).as("%s", other).isEqualTo(200);
          }
          row.client().release();
        }
        softly.assertThat(hops.take()).extracting(Hop::server).containsOnly("foreign");
        Finished finished = application.end();
        softly.assertThat(finished.errWithoutLog()).isEmpty();
        softly.assertThat(finished.toString()).doesNotContain("s:e");
        softly.assertThat(finished.err()).hasSizeLessThan(20 * rows.size());
        softly.assertAll();
      }
    }
  }

  private List<Boolean> asynchronously() {
    return subject.kind() == Subject.Kind.SYNCHRONOUS ? List.of(false) : List.of(false, true);
  }

  private static void check(SoftAssertions softly, Row row, Supplier<Outcome> call) {
    long start = System.nanoTime();
    Outcome outcome = call.get();
    // Far above its limit of two seconds, far below forever.
    softly
        .assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isLessThan(Duration.ofSeconds(8));
    softly.assertThat(outcome.ioException()).as("%s", outcome).isTrue();
    softly
        .assertThat(outcome.detail().lines().filter(line -> !line.startsWith("    at ")))
        .as("exceptions that the application can load: %s", outcome)
        .noneMatch(line -> line.contains("io.oauthcc.") || line.contains("org.apache."));
    softly
        .assertThat(outcome.body())
        .as("%s", outcome)
        .matches(
            Pattern.compile(
                "oauthcc: no access token for localhost \\(registration "
                    + row.client().id()
                    + "\\): "
                    + row.message().replace("URI", Pattern.quote(row.client().tokenUri())),
                Pattern.DOTALL));
  }

  private static List<Row> rows(TokenServer tokens, TokenServer gone) {
    List<Row> rows = new ArrayList<>();
    rows.add(new Row(gone.register("gone"), "URI: cannot connect to localhost:.*refused.*"));
    gone.close();
    rows.add(new Row(tokens.register("wrong-secret"), "URI answered 401 invalid_client.*"));
    rows.add(
        row(
            tokens,
            "html",
            () ->
                new MockResponse()
                    .setHeader("Content-Type", "text/html")
                    .setBody("<html>Please log in</html>"),
            "URI answered 200 \\(text/html\\).*"));
    rows.add(
        row(
            tokens,
            "huge",
            () -> json("{\"access_token\":\"a\",\"x\":\"" + "x".repeat(1 << 20) + "\"}"),
            "URI.* larger than 64 KiB.*"));
    rows.add(
        row(
            tokens,
            "line-break",
            () -> json("{\"access_token\":\"a\\r\\nX-Evil: b\",\"token_type\":\"Bearer\"}"),
            "URI answered 200 with an access_token that cannot be sent.*"));
    rows.add(
        row(
            tokens,
            "redirect",
            () -> new MockResponse().setResponseCode(302).setHeader("Location", "/elsewhere"),
            "URI answered 302.*"));
    rows.add(
        row(
            tokens,
            "broken",
            () -> new MockResponse().setResponseCode(503).setBody("try later"),
            "URI answered 503.*"));
    rows.add(
        row(
            tokens,
            "cut",
            () -> json("{}").setSocketPolicy(SocketPolicy.DISCONNECT_DURING_RESPONSE_BODY),
            "URI.*"));
    OAuthClient silent = tokens.register("silent").hold();
    rows.add(new Row(silent, ".*localhost.*(within|no answer).*"));
    return rows;
  }

  private static Row row(
      TokenServer tokens, String id, Supplier<MockResponse> answer, String message) {
    return new Row(tokens.register(id).answers(answer), message);
  }

  private static MockResponse json(String body) {
    return new MockResponse().setHeader("Content-Type", "application/json").setBody(body);
  }
}
