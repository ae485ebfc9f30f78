package io.oauthcc.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.oauthcc.config.Registration;
import io.oauthcc.config.Registration.ExistingAuthorization;
import io.oauthcc.config.RegistrationBuilder;
import io.oauthcc.log.RecordingLog;
import io.oauthcc.target.Place;
import io.oauthcc.target.Target;
import io.oauthcc.target.Targets;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class DecisionsTest {

  private static final ThreadMXBean ALLOCATION = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final RecordingLog log = new RecordingLog();
  private KnownTargets targets = new KnownTargets(Targets.of(List.of()));

  private Decisions decisions(ExistingAuthorization existing) {
    targets = new KnownTargets(Targets.of(List.of(registration(existing))));
    return new Decisions(targets, log, "");
  }

  private static Registration registration(ExistingAuthorization existing) {
    return RegistrationBuilder.of("api")
        .hosts(List.of(Target.parse("api.example.com/v1"), Target.parse("*.example.org")))
        .exclude(List.of(Target.parse("x.example.org")))
        .tokenUri(URI.create("https://auth.example.org/token"))
        .clientId("client")
        .set("existing-authorization", existing)
        .build();
  }

  @Test
  void aNearMissIsAWarningOncePerOriginHoweverItIsSpelt() {
    Decisions decisions = decisions(ExistingAuthorization.KEEP);

    missed(decisions, "http", "api.example.com", -1, "/v1/a", "q=hunter2", null);
    missed(decisions, "http", "api.example.com", -1, "/v1/b", null, null);
    missed(decisions, "http", "api.example.com", 80, "/v1/b", null, null);
    missed(decisions, "HTTP", "API.example.com.", -1, "/v1/b", null, null);
    missed(decisions, "ws", "api.example.com", -1, "/v1/b", null, null);

    assertThat(log.lines())
        .singleElement()
        .asString()
        .startsWith("WARN requests like http://api.example.com/v1/a get no access token")
        .doesNotContain("hunter2");
    missed(decisions, "https", "api.example.com", 8443, "/v1/a", null, null);
    assertThat(log.messages("WARN")).hasSize(2);
  }

  @Test
  void aNearMissThatBringsItsOwnHeaderIsOneWhereThatWouldBeReplaced() {
    missed(
        decisions(ExistingAuthorization.KEEP),
        "http",
        "api.example.com",
        -1,
        "/v1",
        null,
        "Basic hunter2");
    assertThat(log.loudLines()).isEmpty();

    missed(
        decisions(ExistingAuthorization.REPLACE),
        "http",
        "api.example.com",
        -1,
        "/v1",
        null,
        "Basic hunter2");
    assertThat(log.messages("WARN")).hasSize(1);
    assertThat(log.lines()).noneMatch(line -> line.contains("hunter2"));
  }

  @Test
  void whatIsAsConfiguredIsToldAtDebugOnceForEachReason() {
    Decisions decisions = decisions(ExistingAuthorization.KEEP);
    Registration registration = registration(ExistingAuthorization.KEEP);

    for (int i = 0; i < 3; i++) {
      missed(decisions, "https", "u:hunter2@www.example.net", -1, "/", null, null);
      missed(decisions, "https", "x.example.org", -1, "/", null, null);
      missed(decisions, "https", "auth.example.org", -1, "/token", "secret=hunter2", null);
      missed(decisions, null, "api.example.com", 80, "/v1", null, null);
      decisions.authorized(registration, "https", "api.example.com", -1);
    }

    assertThat(log.lines())
        .containsExactly(
            "DEBUG requests to https://www.example.net get no token: no target has this host",
            "DEBUG requests to https://x.example.org are excluded by the configuration (exclude)",
            "DEBUG requests to https://auth.example.org are the provider's (token-uri, issuer-uri,"
                + " or discovered) and never get a token",
            "DEBUG requests to ?://api.example.com:80 get no token: what they are sent over is not"
                + " known",
            "DEBUG requests to https://api.example.com get the token of registration api");
  }

  @Test
  void aHeaderThatStaysAndATokenInTheUrlAreToldOnce() {
    Decisions decisions = decisions(ExistingAuthorization.KEEP);
    Registration registration = registration(ExistingAuthorization.KEEP);

    for (int i = 0; i < 3; i++) {
      decisions.kept(registration, "https", "api.example.com", 443);
      missed(decisions, "https", "api.example.com", -1, "/v1", "access_token=hunter2", null);
    }

    assertThat(log.lines())
        .containsExactly(
            "INFO requests to https://api.example.com keep the Authorization that the"
                + " application set itself (registration api, existing-authorization=keep);"
                + " existing-authorization=replace puts the token in its place",
            "INFO requests to https://api.example.com that have an access_token in their URL are"
                + " left alone: they bring their own");
  }

  @Test
  void theNumberOfOriginsIsBounded() {
    Decisions decisions = decisions(ExistingAuthorization.KEEP);

    for (int port = 1000; port < 3000; port++) {
      missed(decisions, "https", "api.example.com", port, "/v1", null, null);
    }

    assertThat(log.messages("WARN")).hasSize(128);
    assertThat(log.messages("DEBUG")).singleElement().asString().contains("too many origins");
  }

  @Test
  void anEndpointThatWasDiscoveredIsTheProvidersFromThenOn() {
    Registration registration = registration(ExistingAuthorization.KEEP);
    targets = new KnownTargets(Targets.of(List.of(registration)));
    Decisions decisions = new Decisions(targets, log, "");

    targets.exclude(registration, List.of(URI.create("https://api.example.com/keys")));
    missed(decisions, "https", "api.example.com", -1, "/keys", null, null);

    assertThat(log.loudLines()).isEmpty();
    assertThat(log.messages("DEBUG")).singleElement().asString().contains("the provider's");
  }

  @Test
  void aDefectInTheLogIsNobodyElses() {
    RecordingLog broken = log;
    targets = new KnownTargets(Targets.of(List.of(registration(ExistingAuthorization.KEEP))));
    Decisions decisions =
        new Decisions(
            targets,
            new io.oauthcc.log.Log() {
              @Override
              public void error(String message) {
                broken.error(message);
              }

              @Override
              public void error(String message, Throwable cause) {
                broken.error(message, cause);
              }

              @Override
              public void warn(String message) {
                throw new IllegalStateException("made up");
              }

              @Override
              public void info(String message) {}

              @Override
              public void debug(String message) {}

              @Override
              public boolean isDebugEnabled() {
                return false;
              }
            },
            "");

    missed(decisions, "http", "api.example.com", -1, "/v1", null, null);

    assertThat(log.messages("ERROR")).hasSize(1);
  }

  @Test
  void whatWasToldCostsNoAllocation() {
    Decisions decisions = decisions(ExistingAuthorization.KEEP);
    Registration registration = registration(ExistingAuthorization.KEEP);
    String foreign = new String("www.example.net");
    for (int i = 0; i < 20_000; i++) {
      tellSome(decisions, registration, foreign);
    }

    long before = ALLOCATION.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < 20_000; i++) {
      tellSome(decisions, registration, foreign);
    }
    long allocated = ALLOCATION.getCurrentThreadAllocatedBytes() - before;

    assertThat(allocated).isLessThan(20_000);
  }

  /** As a hop to there is told of. */
  private void missed(
      Decisions decisions,
      @Nullable String scheme,
      String host,
      int port,
      String path,
      @Nullable String query,
      @Nullable String existing) {
    Place place = targets.place(scheme, host, port, path, query);
    if (place == null) {
      decisions.foreign(scheme, host, port);
    } else {
      decisions.missed(place, existing == null ? null : Collections.singletonList(existing));
    }
  }

  private void tellSome(Decisions decisions, Registration registration, String foreign) {
    missed(decisions, "https", foreign, 443, "/v1/x", "a=b", null);
    missed(decisions, "http", "api.example.com", -1, "/v1/x", "a=b", null);
    decisions.kept(registration, "https", "api.example.com", -1);
    decisions.authorized(registration, "https", "api.example.com", -1);
  }
}
