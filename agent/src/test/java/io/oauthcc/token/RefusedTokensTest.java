package io.oauthcc.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.oauthcc.config.RegistrationBuilder;
import io.oauthcc.log.RecordingLog;
import io.oauthcc.time.ManualClock;
import io.oauthcc.time.ManualScheduler;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A refusal concerns the token and the origin that refused it, and costs few renewals. */
class RefusedTokensTest {

  private static final Api ONE = new Api("https", "one.test", -1);
  private static final Api OTHER = new Api("https", "other.test", -1);

  private final ManualClock clock = new ManualClock();
  private final ManualScheduler scheduler = new ManualScheduler(clock);
  private final ScriptedEndpoint endpoint = new ScriptedEndpoint();
  private final RecordingLog log = new RecordingLog();
  private final TokenCache cache =
      new TokenCache(
          RegistrationBuilder.of("adhese")
              .tokenUri(URI.create("https://as.test/token"))
              .clientId("me")
              .build(),
          endpoint,
          scheduler,
          clock,
          () -> 0.5,
          log);

  private record Api(String scheme, String host, int port) {}

  private @Nullable String usable(Api api) {
    return cache.usable(api.scheme(), api.host(), api.port());
  }

  private CompletableFuture<String> acquire(Api api) {
    return cache.acquire(api.scheme(), api.host(), api.port());
  }

  private boolean rejected(String authorization, Api api) {
    return cache.rejected(authorization, api.scheme(), api.host(), api.port());
  }

  private boolean evicted(String authorization, Api api) {
    return cache.evict(authorization, api.scheme(), api.host(), api.port());
  }

  private boolean isGood(String authorization, Api api) {
    return cache.isOursAndGood(authorization, api.scheme(), api.host(), api.port());
  }

  private String acquired(Api api) {
    CompletableFuture<String> waiter = acquire(api);
    scheduler.run();
    return waiter.join();
  }

  private static Duration seconds(long seconds) {
    return Duration.ofSeconds(seconds);
  }

  @Nested
  class AnotherOrigin {

    @Test
    void goesOnWithTheTokenUntilItsSuccessorIsThere() {
      acquired(ONE);
      assertThat(rejected("Bearer token-1", ONE)).isTrue();

      assertThat(usable(ONE)).isNull();
      assertThat(acquire(ONE)).isNotDone();
      assertThat(usable(OTHER)).isEqualTo("Bearer token-1");
      assertThat(acquire(OTHER)).isCompletedWithValue("Bearer token-1");
      scheduler.run();
      assertThat(usable(ONE)).isEqualTo("Bearer token-2");
      assertThat(usable(OTHER)).isEqualTo("Bearer token-2");
      assertThat(endpoint.requests()).isEqualTo(2);
    }

    @Test
    void keepsTheTokenIfTheRenewalFails() {
      acquired(ONE);
      for (int i = 0; i < 20; i++) {
        endpoint.failFatally();
      }
      assertThat(rejected("Bearer token-1", ONE)).isTrue();
      CompletableFuture<String> waiter = acquire(ONE);
      scheduler.run();

      assertThat(waiter).isCompletedExceptionally();
      for (int second = 1; second < 290; second++) {
        scheduler.advance(seconds(1));
        assertThat(usable(OTHER)).isEqualTo("Bearer token-1");
        assertThat(usable(ONE)).isNull();
        CompletableFuture<String> held = acquire(ONE);
        scheduler.run();
        assertThat(held).isCompletedExceptionally();
      }
      scheduler.advance(seconds(1));
      assertThat(usable(OTHER)).isNull();
      assertThat(endpoint.requests()).isBetween(6, 9);
    }

    @Test
    void keepsItsTokenWhereTheRenewalIsNotEvenBegun() {
      acquired(ONE);
      assertThat(evicted("Bearer token-1", ONE)).isTrue();
      scheduler.run();

      assertThat(usable(OTHER)).isEqualTo("Bearer token-1");
      assertThat(endpoint.requests()).isEqualTo(1);
      assertThat(acquired(ONE)).isEqualTo("Bearer token-2");
      assertThat(usable(OTHER)).isEqualTo("Bearer token-2");
    }

    @Test
    void hasTheTokenRenewedInTheBackgroundForAllAfterThePause() {
      acquired(ONE);
      endpoint.failInPassing();
      rejected("Bearer token-1", ONE);
      scheduler.run();
      assertThat(usable(OTHER)).isEqualTo("Bearer token-1");
      scheduler.advance(seconds(1));

      assertThat(usable(ONE)).isEqualTo("Bearer token-3");
    }

    @Test
    void thatRefusesTheSameTokenWaitsForTheSameRenewal() {
      acquired(ONE);
      assertThat(rejected("Bearer token-1", ONE)).isTrue();
      assertThat(rejected("Bearer token-1", OTHER)).isTrue();

      assertThat(usable(OTHER)).isNull();
      scheduler.run();
      assertThat(endpoint.requests()).isEqualTo(2);
      assertThat(usable(OTHER)).isEqualTo("Bearer token-2");
      assertThat(rejected("Bearer token-2", OTHER)).isFalse();
      assertThat(usable(OTHER)).isEqualTo("Bearer token-2");
    }

    @Test
    void joinsARenewalThatWasUnderWayAsTheFirstDoes() {
      acquired(ONE);
      List<Boolean> again = new ArrayList<>();
      List<@Nullable String> meanwhile = new ArrayList<>();
      endpoint.onTheWay(
          () -> {
            again.add(rejected("Bearer token-1", ONE));
            meanwhile.add(usable(ONE));
            meanwhile.add(usable(OTHER));
          });
      scheduler.advance(seconds(240));

      assertThat(again).containsExactly(true);
      assertThat(meanwhile).containsExactly(null, "Bearer token-1");
      assertThat(endpoint.requests()).isEqualTo(2);
      assertThat(usable(ONE)).isEqualTo("Bearer token-2");
    }

    @Test
    void isNotHeldBackFromATokenItRefusesInAPause() {
      acquired(ONE);
      endpoint.failFatally();
      rejected("Bearer token-1", ONE);
      scheduler.run();

      assertThat(rejected("Bearer token-1", OTHER)).isFalse();
      assertThat(usable(OTHER)).isEqualTo("Bearer token-1");
    }

    @ParameterizedTest(name = "{0}://{1}:{2}: {3}")
    @CsvSource({
      "https, one.test, -1, true",
      "https, one.test, 443, true",
      "HTTPS, One.Test., 443, true",
      "https, one.test, 8443, false",
      "http, one.test, -1, false",
      "http, one.test, 443, false",
      "https, one.testing, -1, false",
      "https, one.tes, -1, false",
      "https, , -1, false",
      ", one.test, -1, false"
    })
    void isOneOfAnotherSchemeHostOrPort(
        @Nullable String scheme, @Nullable String host, int port, boolean same) {
      acquired(ONE);
      rejected("Bearer token-1", ONE);

      assertThat(cache.usable(scheme, host, port)).isEqualTo(same ? null : "Bearer token-1");
    }

    @Test
    void isNeverOneTooManyHoweverManyRefuse() {
      acquired(ONE);
      for (int port = 1; port <= 64; port++) {
        assertThat(rejected("Bearer token-1", new Api("https", "one.test", port))).isTrue();
      }
      Api oneMore = new Api("https", "one.test", 65);

      assertThat(rejected("Bearer token-1", oneMore)).isFalse();
      assertThat(usable(oneMore)).isEqualTo("Bearer token-1");
      assertThat(usable(new Api("https", "one.test", 64))).isNull();
      assertThat(rejected("Bearer token-1", new Api("https", "one.test", 64))).isTrue();
    }
  }

  @Nested
  class ACopyOfTheApplications {

    @Test
    void isGoodOnAHopOnlyToThoseWhoDidNotRefuseTheToken() {
      acquired(ONE);
      rejected("Bearer token-1", ONE);

      assertThat(isGood("Bearer token-1", ONE)).isFalse();
      assertThat(isGood("Bearer token-1", OTHER)).isTrue();
      assertThat(cache.isOurs("Bearer token-1")).isTrue();
      scheduler.run();
      assertThat(isGood("Bearer token-1", OTHER)).isFalse();
      assertThat(isGood("Bearer token-2", ONE)).isTrue();
    }

    @Test
    void ofATokenThatWasReplacedBeforeItsRefusalGivesWayToItsSuccessor() {
      acquired(ONE);
      scheduler.advance(seconds(240));
      assertThat(isGood("Bearer token-1", ONE)).isTrue();
      assertThat(rejected("Bearer token-1", ONE)).isTrue();

      assertThat(isGood("Bearer token-1", ONE)).isFalse();
      assertThat(usable(ONE)).isEqualTo("Bearer token-2");
      assertThat(endpoint.requests()).isEqualTo(2);
    }

    @Test
    void isGoodAgainWhereTheServerGaveTheSameTokenAnew() {
      endpoint.sameTokenAlways();
      acquired(ONE);
      rejected("Bearer token", ONE);
      assertThat(isGood("Bearer token", ONE)).isFalse();
      scheduler.run();

      assertThat(usable(ONE)).isEqualTo("Bearer token");
      assertThat(isGood("Bearer token", ONE)).isTrue();
    }
  }

  @Nested
  class AnApiThatRefusesEverything {

    @ParameterizedTest(
        name = "called every {0} s, answers after {1} s, tokens of {2} s, evict: {3}")
    @CsvSource({
      "5, 0, 3600, false",
      "1, 0, 300, false",
      "1, 7, 3600, false",
      "1, 0, 3600, true",
      "7, 0, 3600, true",
      "29, 0, 3600, false",
      "61, 0, 180, false",
      "300, 0, 3600, false",
      "300, 0, 300, false",
      "300, 7, 600, false",
      "700, 0, 3600, false"
    })
    void costsFewRenewalsADayAndLeavesNoTimerBehind(
        long period, long slowness, long lifetime, boolean evict) {
      endpoint.lifetime(seconds(lifetime));
      int hours = period == 5 ? 24 : 3;
      long start = clock.nanoTime();
      for (int hour = 1; hour <= hours; hour++) {
        long before = forcedRenewals();
        while (clock.nanoTime() - start < Duration.ofHours(hour).toNanos()) {
          call(seconds(slowness), evict);
          scheduler.advance(seconds(period));
          // Another API, which takes every token.
          acquired(OTHER);
          assertThat(scheduler.pending()).isLessThanOrEqualTo(2);
        }
        assertThat(forcedRenewals() - before)
            .as("hour %d", hour)
            .isBetween(1L, hour == 1 ? 19L : 6L);
      }
      assertThat(scheduler.pending()).isLessThanOrEqualTo(1);
      if (period < 600) {
        assertThat(log.messages("WARN")).hasSize(1);
      }
    }

    private long forcedRenewals() {
      return log.lines().stream().filter(line -> line.endsWith("it is renewed")).count();
    }

    private void call(Duration slowness, boolean evict) {
      String sent = acquired(ONE);
      scheduler.advance(slowness);
      if (evict) {
        evicted(sent, ONE);
      } else if (rejected(sent, ONE)) {
        String again = acquired(ONE);
        assertThat(again).isNotEqualTo(sent);
        scheduler.advance(slowness);
        evicted(again, ONE);
      }
    }

    @Test
    void hasItsTokensRenewedAtIntervalsThatDouble() {
      endpoint.lifetime(Duration.ofHours(10));
      List<Integer> renewals = new ArrayList<>();
      for (int second = 0; second < 3600; second++) {
        int before = endpoint.requests();
        call(Duration.ZERO, false);
        if (second > 0 && endpoint.requests() > before) {
          renewals.add(second);
        }
        scheduler.advance(seconds(1));
      }

      assertThat(renewals).startsWith(5, 15, 35, 75, 155, 315, 635, 1235, 1835);
      assertThat(log.loudLines())
          .containsExactly(
              "INFO registration adhese: access token from https://as.test/token, valid for 36000 s",
              "INFO registration adhese: an API rejected the access token; it is renewed",
              "WARN registration adhese: an API rejects fresh access tokens too; its answers are"
                  + " passed on. Look at scope, audience and at what this client may do there.");
    }

    @Test
    void isForgivenOnceItAcceptsAFreshToken() {
      endpoint.lifetime(Duration.ofHours(10));
      acquired(ONE);
      for (int second = 0; second < 700; second++) {
        call(Duration.ZERO, false);
        scheduler.advance(seconds(1));
      }
      assertThat(rejected(acquired(ONE), ONE)).isFalse();
      scheduler.advance(Duration.ofMinutes(10));

      // Revoked, and revoked once more.
      assertThat(rejected(acquired(ONE), ONE)).isTrue();
      acquired(ONE);
      scheduler.advance(seconds(5));
      assertThat(rejected(acquired(ONE), ONE)).isTrue();
    }

    @Test
    void isNotConfusedWithOneWhoseTokensAreRevokedNowAndThen() {
      endpoint.lifetime(Duration.ofHours(10));
      acquired(ONE);
      for (int i = 0; i < 100; i++) {
        assertThat(rejected(acquired(ONE), ONE)).isTrue();
        acquired(ONE);
        scheduler.advance(seconds(45));
      }
    }
  }
}
