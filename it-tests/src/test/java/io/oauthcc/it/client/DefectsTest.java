package io.oauthcc.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.oauthcc.it.AgentFile;
import io.oauthcc.it.ApiServer;
import io.oauthcc.it.Application;
import io.oauthcc.it.FaultyAgent;
import io.oauthcc.it.Finished;
import io.oauthcc.it.Hop;
import io.oauthcc.it.Hops;
import io.oauthcc.it.OAuthClient;
import io.oauthcc.it.Outcome;
import io.oauthcc.it.Request;
import io.oauthcc.it.TokenServer;
import io.oauthcc.it.driver.FaultAgent;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Every answer that woven code gets, with a defect on the way to it. */
@DisplayName("A defect in the agent")
@ParameterizedClass(name = "{0}")
@MethodSource("subjects")
final class DefectsTest {

  /** Where a defect leaves it unknown whether the hop is ours, or comes too late for a failure. */
  private static final Set<String> LEAVES_WITHOUT =
      Set.of(
          "KnownTargets.place",
          "Targets.place",
          "LiveAnswers.onWire",
          "Authorizer.onWire",
          "TokenCache.isOurs",
          "RecentTokens.carriedBy");

  private static final List<String> METHODS =
      List.of(
          "KnownTargets.place",
          "Targets.place",
          "LateAnswers.place",
          "Owners.of",
          "LiveAnswers.prepare",
          "LiveAnswers.onWire",
          "LiveAnswers.answered",
          "Authorizer.leaves",
          "Authorizer.onWire",
          "Authorizer.stay",
          "Authorizer.withoutOurs",
          "AgentThread.isCurrent",
          "RepeatedWarnings.warn",
          "TokenCache.usable",
          "TokenCache.isOurs",
          "TokenCache.isOursAndGood",
          "RecentTokens.carriedBy",
          "AccessToken.isExpired",
          "Rejections.rejected",
          "TokenCache.rejected",
          "TokenCache.evict",
          "ForcedRenewals.claim",
          "Waits.take",
          "Waits.forget",
          "Rejections.sent",
          "CallNotes.get",
          "CallHop.<init>",
          "CallHop.answered");

  private static final List<String> KINDS =
      List.of(
          "java.lang.IllegalStateException",
          "java.lang.AssertionError",
          "java.lang.StackOverflowError",
          "java.lang.NoClassDefFoundError",
          FaultAgent.StrangeError.class.getName());

  // JUnit sets it before the test.
  @SuppressWarnings("NullAway.Init")
  @Parameter
  private Subject subject;

  private final Hops hops = new Hops();
  private final TokenServer tokens = new TokenServer(false);
  private final OAuthClient failing = tokens.register("fail");
  private final OAuthClient sending = tokens.register("send");

  static Stream<Subject> subjects() {
    return Stream.of(
            Subject.httpUrlConnection(), Subject.javaHttpClient(), Subject.okHttp("4.12.0"))
        .flatMap(subjects -> subjects);
  }

  @Test
  @DisplayName("costs one log line and the call its token rule, and is over when it is over")
  void costsOneLine(@TempDir Path folder) {
    try (tokens;
        ApiServer api = new ApiServer("api", false, hop -> true, hops);
        ApiServer foreign = new ApiServer("foreign", false, hop -> true, hops)) {
      AgentFile file = new AgentFile(folder);
      file.registration(failing, api.url("/fail"));
      file.registration(sending, api.url("/send"));
      file.set("oauthcc.registration.send.on-token-failure", "send");
      try (Application application =
          new Application(
              new FaultyAgent(folder, METHODS).on(subject.jvm(), file.write()), subject.driver())) {
        List<Variant> variants = Variant.of(subject.kind());
        List<Variant> chosen =
            Stream.of(variants.get(0), new Variant(false, "1.1", true, false))
                .filter(variants::contains)
                .toList();
        SoftAssertions softly = new SoftAssertions();
        for (int i = 0; i < METHODS.size(); i++) {
          for (Variant variant : chosen) {
            Row row =
                new Row(
                    METHODS.get(i),
                    KINDS.get((i + chosen.indexOf(variant)) % KINDS.size()),
                    variant,
                    application,
                    api,
                    foreign,
                    softly);
            check(row);
          }
        }
        softly.assertAll();
        Finished finished = application.end();
        assertThat(finished.errWithoutLog()).as("%s", finished).isEmpty();
        assertThat(finished.log().stream().filter(line -> line.contains("ERROR")))
            .allMatch(line -> line.contains("A defect in oauthcc"))
            .hasSizeLessThanOrEqualTo(KINDS.size());
        assertThat(finished.err()).noneMatch(line -> failing.isIn(line) || sending.isIn(line));
        assertThat(tokens.violations()).isEmpty();
      }
    }
  }

  /** A defect, and the call that meets it. */
  private record Row(
      String method,
      String kind,
      Variant variant,
      Application application,
      ApiServer api,
      ApiServer foreign,
      SoftAssertions softly) {

    Outcome call(Request request) {
      return application.call(request);
    }

    Outcome called(Request request) {
      application.property("fault.at", method);
      application.property("fault.is", kind);
      Outcome outcome = application.call(request);
      application.property("fault.at", "");
      return outcome;
    }

    @Override
    public String toString() {
      return kind + " in " + method + ", " + variant;
    }
  }

  private void check(Row row) {
    String token = row.call(row.variant().get(row.api().url("/fail/authorization"))).body();
    row.softly()
        .assertThat(failing.admits(List.of(token)))
        .as("before %s: %s", row, token)
        .isTrue();
    hops.take();

    leavesOthersAlone(row, token);
    followsTheTokenRule(row);
    leavesRefusals(row);
  }

  private void leavesOthersAlone(Row row, String token) {
    Outcome plain = row.called(row.variant().get(row.foreign().url("/a")));
    row.softly().assertThat(plain.body()).as("%s", row).isEqualTo("foreign got GET /a ");
    row.softly().assertThat(hops.take()).as("%s", row).hasSize(1).allMatch(DefectsTest::hasNone);

    Outcome own = row.called(row.variant().post(row.foreign().url("/a")).authorization(Stage.OWN));
    row.softly().assertThat(own.status()).as("%s: %s", row, own).isEqualTo(200);
    row.softly()
        .assertThat(hops.take())
        .as("%s", row)
        .extracting(Hop::authorization)
        .containsExactly(List.of(Stage.OWN));

    Outcome copied = row.called(row.variant().get(row.foreign().url("/a")).authorization(token));
    row.softly().assertThat(copied.status()).as("%s: %s", row, copied).isEqualTo(200);
    row.softly().assertThat(hops.take()).as("%s", row).hasSize(1).allMatch(DefectsTest::hasNone);

    row.called(row.variant().get(row.api().redirect(302, row.foreign().url("/b"))));
    row.softly().assertThat(hops.take()).as("%s", row).hasSize(2).allMatch(DefectsTest::hasNone);
    row.called(row.variant().get(row.api().url("/fail") + path(row.foreign().url("/b"))));
    row.softly()
        .assertThat(hops.take())
        .as("%s", row)
        .filteredOn(hop -> hop.server().equals("foreign"))
        .allMatch(DefectsTest::hasNone);
  }

  private static String path(String landing) {
    return "/redirect?status=307&to=" + landing;
  }

  private void followsTheTokenRule(Row row) {
    Outcome failed = row.called(row.variant().get(row.api().url("/fail/a")));
    List<Hop> failedHops = hops.take();
    if (failed.status() == 200) {
      row.softly()
          .assertThat(failedHops)
          .as("%s", row)
          .allMatch(
              hop ->
                  failing.admits(hop.authorization())
                      || (hasNone(hop) && LEAVES_WITHOUT.contains(row.method())));
    } else {
      row.softly().assertThat(failed.ioException()).as("%s: %s", row, failed.detail()).isTrue();
      row.softly()
          .assertThat(failed.body())
          .as("%s: %s", row, failed.detail())
          .startsWith("oauthcc: no access token for localhost (registration fail): ");
      row.softly().assertThat(failedHops).as("%s", row).isEmpty();
    }
    Outcome sent = row.called(row.variant().post(row.api().url("/send/a")));
    row.softly().assertThat(sent.status()).as("%s: %s", row, sent.detail()).isEqualTo(200);
    row.softly()
        .assertThat(hops.take())
        .as("%s", row)
        .hasSize(1)
        .allMatch(hop -> hasNone(hop) || sending.admits(hop.authorization()));
  }

  private void leavesRefusals(Row row) {
    Outcome refused = row.called(row.variant().post(row.api().url("/send/refuse")));
    row.softly()
        .assertThat(refused.status() + " " + refused.body())
        .as("%s: %s", row, refused.detail())
        .isEqualTo("401 api refuses");
    row.softly().assertThat(hops.take()).as("%s", row).hasSizeBetween(1, 2);
    Outcome later = row.call(row.variant().get(row.api().url("/send/a")));
    row.softly().assertThat(later.status()).as("after %s: %s", row, later).isEqualTo(200);
    row.softly()
        .assertThat(hops.take())
        .as("after %s", row)
        .hasSize(1)
        .allMatch(hop -> sending.admits(hop.authorization()));
  }

  private static boolean hasNone(Hop hop) {
    return hop.authorization().isEmpty();
  }
}
