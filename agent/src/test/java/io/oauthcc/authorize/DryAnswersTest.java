package io.oauthcc.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import io.oauthcc.config.Registration;
import io.oauthcc.config.Registration.ExistingAuthorization;
import io.oauthcc.config.RegistrationBuilder;
import io.oauthcc.log.RecordingLog;
import io.oauthcc.target.Place;
import io.oauthcc.target.Target;
import io.oauthcc.target.Targets;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class DryAnswersTest {

  private final RecordingLog log = new RecordingLog();
  private final FakeTokens tokens = new FakeTokens();
  private boolean agentThread;

  private final class DryRun {

    private final LateAnswers answers;

    DryRun(ExistingAuthorization existing) {
      Registration registration =
          RegistrationBuilder.of("adhese")
              .hosts(
                  List.of(Target.parse("api.example.com"), Target.parse("https://x.org:8443/v1")))
              .tokenUri(URI.create("https://auth.example.com/token"))
              .clientId("client")
              .set("existing-authorization", existing)
              .build();
      KnownTargets targets = new KnownTargets(Targets.of(List.of(registration)));
      Decisions decisions = new Decisions(targets, log, "dry-run: ");
      Owners owners = new Owners(Map.of(registration, tokens));
      answers = new LateAnswers(targets, () -> new DryAnswers(owners, decisions, log), null, log);
    }

    void lookAt(
        @Nullable String scheme,
        @Nullable String host,
        int port,
        @Nullable String path,
        @Nullable String query,
        @Nullable String existing) {
      Object place = Asked.placeOn(agentThread, answers, scheme, host, port, path, query);
      List<String> values = Asked.list(existing);
      if (place instanceof Place found) {
        assertThat(answers.prepare(found, values, this)).isNull();
      }
      assertThat(answers.onWire(place, values, null, this)).isSameAs(values);
    }
  }

  private DryRun dryRun(ExistingAuthorization existing) {
    return new DryRun(existing);
  }

  @Test
  void tellsOnceWhatWouldBeSentAndHasTheTokenFetched() {
    DryRun dryRun = dryRun(ExistingAuthorization.KEEP);

    dryRun.lookAt("https", "api.example.com", -1, "/a", "q=secret", null);
    dryRun.lookAt("https", "api.example.com", -1, "/b", null, null);
    dryRun.lookAt("https", "x.org", 8443, "/v1/c", null, null);

    assertThat(log.lines())
        .filteredOn(line -> line.startsWith("INFO"))
        .containsExactly(
            "INFO dry-run: requests to https://api.example.com would be sent with"
                + " \"Authorization: Bearer ***\", the token of registration adhese",
            "INFO dry-run: requests to https://x.org:8443 would be sent with"
                + " \"Authorization: Bearer ***\", the token of registration adhese");
    assertThat(log.lines()).noneMatch(line -> line.contains("secret"));
    assertThat(tokens.acquired).isPositive();
  }

  @Test
  void aTokenAtHandIsNotFetchedAgain() {
    tokens.serving("Bearer t");

    dryRun(ExistingAuthorization.KEEP).lookAt("https", "api.example.com", -1, "/a", null, null);

    assertThat(tokens.acquired).isZero();
    assertThat(log.lines()).noneMatch(line -> line.contains("Bearer t"));
  }

  @Test
  void saysWhenTheApplicationsOwnValueWouldStay() {
    dryRun(ExistingAuthorization.KEEP)
        .lookAt("https", "api.example.com", -1, "/a", null, "Basic abc");

    assertThat(log.lines())
        .containsExactly(
            "INFO dry-run: requests to https://api.example.com would keep the Authorization that"
                + " the application set itself (registration adhese, existing-authorization=keep);"
                + " existing-authorization=replace puts the token in its place");
    assertThat(tokens.acquired).isZero();
  }

  @Test
  void saysWhenItWouldBeReplaced() {
    dryRun(ExistingAuthorization.REPLACE)
        .lookAt("https", "api.example.com", -1, "/a", null, "Basic abc");

    assertThat(log.lines()).first().asString().contains("would be sent with");
  }

  @Test
  void tellsANearMissOnce() {
    DryRun dryRun = dryRun(ExistingAuthorization.KEEP);

    dryRun.lookAt("http", "api.example.com", -1, "/a", null, null);
    dryRun.lookAt("http", "api.example.com", -1, "/a", null, null);

    assertThat(log.lines())
        .singleElement()
        .asString()
        .startsWith("WARN dry-run: requests like http://api.example.com/a get no access token");
  }

  @Test
  void saysNothingOfOtherHopsOrOfTheAgentsOwn() {
    DryRun dryRun = dryRun(ExistingAuthorization.KEEP);

    dryRun.lookAt("https", "other.example.com", -1, "/a", null, null);
    dryRun.lookAt(null, null, -1, null, null, null);
    agentThread = true;
    dryRun.lookAt("https", "api.example.com", -1, "/a", null, null);

    assertThat(log.loudLines()).isEmpty();
    assertThat(tokens.acquired).isZero();
  }
}
