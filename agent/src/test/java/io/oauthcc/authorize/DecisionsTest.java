package io.oauthcc.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.oauthcc.config.Registration;
import io.oauthcc.config.Registration.ExistingAuthorization;
import io.oauthcc.config.RegistrationBuilder;
import io.oauthcc.log.RecordingLog;
import io.oauthcc.target.Target;
import io.oauthcc.target.Targets;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DecisionsTest {

  private static final ThreadMXBean ALLOCATION = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final RecordingLog log = new RecordingLog();

  private Decisions decisions(ExistingAuthorization existing) {
    return new Decisions(new KnownTargets(Targets.of(List.of(registration(existing)))), log, "");
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

    decisions.missed("http", "api.example.com", -1, "/v1/a", "q=hunter2", null);
    decisions.missed("http", "api.example.com", -1, "/v1/b", null, null);
    decisions.missed("http", "api.example.com", 80, "/v1/b", null, null);
    decisions.missed("HTTP", "API.example.com.", -1, "/v1/b", null, null);
    decisions.missed("ws", "api.example.com", -1, "/v1/b", null, null);

    assertThat(log.lines())
        .singleElement()
        .asString()
        .startsWith("WARN requests like http://api.example.com/v1/a get no access token")
        .doesNotContain("hunter2");
    decisions.missed("https", "api.example.com", 8443, "/v1/a", null, null);
    assertThat(log.messages("WARN")).hasSize(2);
  }

  @Test
  void aNearMissThatBringsItsOwnHeaderIsOneWhereThatWouldBeReplaced() {
    decisions(ExistingAuthorization.KEEP)
        .missed("http", "api.example.com", -1, "/v1", null, "Basic hunter2");
    assertThat(log.loudLines()).isEmpty();

    decisions(ExistingAuthorization.REPLACE)
        .missed("http", "api.example.com", -1, "/v1", null, "Basic hunter2");
    assertThat(log.messages("WARN")).hasSize(1);
    assertThat(log.lines()).noneMatch(line -> line.contains("hunter2"));
  }

  @Test
  void whatIsAsConfiguredIsToldAtDebugOnceForEachReason() {
    Decisions decisions = decisions(ExistingAuthorization.KEEP);
    Registration registration = registration(ExistingAuthorization.KEEP);

    for (int i = 0; i < 3; i++) {
      decisions.missed("https", "u:hunter2@www.example.net", -1, "/", null, null);
      decisions.missed("https", "x.example.org", -1, "/", null, null);
      decisions.missed("https", "auth.example.org", -1, "/token", "secret=hunter2", null);
      decisions.missed(null, "api.example.com", 80, "/v1", null, null);
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
      decisions.missed("https", "api.example.com", -1, "/v1", "access_token=hunter2", null);
    }

    assertThat(log.lines())
        .containsExactly(
            "INFO requests to https://api.example.com:443 keep the Authorization that the"
                + " application set itself (registration api, existing-authorization=keep);"
                + " existing-authorization=replace puts the token in its place",
            "INFO requests to https://api.example.com that have an access_token in their URL are"
                + " left alone: they bring their own");
  }

  @Test
  void theNumberOfOriginsIsBounded() {
    Decisions decisions = decisions(ExistingAuthorization.KEEP);

    for (int port = 1000; port < 3000; port++) {
      decisions.missed("https", "api.example.com", port, "/v1", null, null);
    }

    assertThat(log.messages("WARN")).hasSize(128);
    assertThat(log.messages("DEBUG")).singleElement().asString().contains("too many origins");
  }

  @Test
  void anEndpointThatWasDiscoveredIsTheProvidersFromThenOn() {
    Registration registration = registration(ExistingAuthorization.KEEP);
    KnownTargets targets = new KnownTargets(Targets.of(List.of(registration)));
    Decisions decisions = new Decisions(targets, log, "");

    targets.exclude(registration, List.of(URI.create("https://api.example.com/keys")));
    decisions.missed("https", "api.example.com", -1, "/keys", null, null);

    assertThat(log.loudLines()).isEmpty();
    assertThat(log.messages("DEBUG")).singleElement().asString().contains("the provider's");
  }

  @Test
  void aDefectInTheLogIsNobodyElses() {
    RecordingLog broken = log;
    Decisions decisions =
        new Decisions(
            new KnownTargets(Targets.of(List.of(registration(ExistingAuthorization.KEEP)))),
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

    decisions.missed("http", "api.example.com", -1, "/v1", null, null);

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

  private static void tellSome(Decisions decisions, Registration registration, String foreign) {
    decisions.missed("https", foreign, 443, "/v1/x", "a=b", null);
    decisions.missed("http", "api.example.com", -1, "/v1/x", "a=b", null);
    decisions.kept(registration, "https", "api.example.com", -1);
    decisions.authorized(registration, "https", "api.example.com", -1);
  }
}
