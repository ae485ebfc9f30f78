package io.oauthcc.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.oauthcc.config.Registration;
import io.oauthcc.config.RegistrationBuilder;
import io.oauthcc.grant.TokenException;
import io.oauthcc.log.RecordingLog;
import io.oauthcc.time.Clock;
import io.oauthcc.time.ManualClock;
import io.oauthcc.time.ManualScheduler;
import io.oauthcc.time.Moment;
import io.oauthcc.time.Scheduler;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenCacheTest {

  private final ManualClock clock = new ManualClock();
  private final ManualScheduler scheduler = new ManualScheduler(clock);
  private final ScriptedEndpoint endpoint = new ScriptedEndpoint();
  private final RecordingLog log = new RecordingLog();
  private TokenCache cache = cache(registration().build());

  private static RegistrationBuilder registration() {
    return RegistrationBuilder.of("adhese")
        .tokenUri(URI.create("https://as.test/token"))
        .clientId("me");
  }

  private TokenCache cache(Registration registration) {
    return new TokenCache(registration, endpoint, scheduler, clock, () -> 0.5, log);
  }

  private @Nullable String usable() {
    return cache.usable("https", "api.test", -1);
  }

  private CompletableFuture<String> acquire() {
    return cache.acquire("https", "api.test", -1);
  }

  private boolean rejected(String authorization) {
    return cache.rejected(authorization, "https", "api.test", -1);
  }

  private boolean evict(String authorization) {
    return cache.evict(authorization, "https", "api.test", -1);
  }

  private boolean isGoodOnAHop(String authorization) {
    return cache.isOursAndGood(authorization, "https", "api.test", -1);
  }

  private String acquired() {
    CompletableFuture<String> waiter = acquire();
    scheduler.run();
    return waiter.join();
  }

  private void ask() {
    CompletableFuture<String> waiter = acquire();
    scheduler.run();
    assertThat(waiter).isDone();
  }

  private static String failureOf(CompletableFuture<String> waiter) {
    assertThat(waiter).isCompletedExceptionally();
    CompletionException failure = catchThrowableOfType(CompletionException.class, waiter::join);
    return failure.getCause() instanceof TokenException cause
        ? String.valueOf(cause.getMessage())
        : "not a TokenException";
  }

  private static Duration seconds(long seconds) {
    return Duration.ofSeconds(seconds);
  }

  @Nested
  class AColdCache {

    @Test
    void hasNothingAndAsksNobodyByItself() {
      assertThat(usable()).isNull();
      assertThat(scheduler.isIdle()).isTrue();
    }

    @Test
    void fetchesOnceHoweverManyAsk() {
      List<CompletableFuture<String>> waiters = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        waiters.add(acquire());
      }
      scheduler.run();

      assertThat(waiters).allSatisfy(w -> assertThat(w).isCompletedWithValue("Bearer token-1"));
      assertThat(endpoint.requests()).isEqualTo(1);
      assertThat(usable()).isEqualTo("Bearer token-1");
    }

    @Test
    void letsThoseJoinWhoComeWhileTheTokenIsOnItsWay() {
      List<CompletableFuture<String>> late = new ArrayList<>();
      endpoint.onTheWay(() -> late.add(acquire()));

      assertThat(acquired()).isEqualTo("Bearer token-1");
      assertThat(late.get(0)).isCompletedWithValue("Bearer token-1");
      assertThat(endpoint.requests()).isEqualTo(1);
    }

    @Test
    void isFetchedByTheNextCallIfTheFirstHadNoStackLeftToAskForIt() {
      AtomicBoolean deep = new AtomicBoolean(true);
      Scheduler shallow =
          new Scheduler() {
            @Override
            public void execute(Runnable task) {
              if (deep.get()) {
                throw new StackOverflowError("made up");
              }
              scheduler.execute(task);
            }

            @Override
            public Timer schedule(Runnable task, Duration delay) {
              return scheduler.schedule(task, delay);
            }
          };
      cache = new TokenCache(registration().build(), endpoint, shallow, clock, () -> 0.5, log);
      assertThatThrownBy(() -> acquire()).isInstanceOf(StackOverflowError.class);

      deep.set(false);
      CompletableFuture<String> next = acquire();
      scheduler.run();

      assertThat(next).isCompletedWithValue("Bearer token-1");
    }

    @Test
    void failsTheCallerWhoseFlightADefectStopsBeforeHeHasJoinedIt() throws InterruptedException {
      Thread caller = Thread.currentThread();
      List<Thread> agentThreads = new ArrayList<>();
      Clock defective =
          new Clock() {
            @Override
            public long nanoTime() {
              if (Thread.currentThread() == caller) {
                return clock.nanoTime();
              }
              throw new IllegalStateException("made up");
            }

            @Override
            public long currentTimeMillis() {
              return clock.currentTimeMillis();
            }
          };
      Scheduler prompt =
          new Scheduler() {
            @Override
            public void execute(Runnable task) {
              Thread thread = new Thread(task);
              agentThreads.add(thread);
              thread.start();
              // Until it is through, or waits for the caller, who holds the cache's lock.
              await().until(() -> thread.getState() != Thread.State.RUNNABLE);
            }

            @Override
            public Timer schedule(Runnable task, Duration delay) {
              return scheduler.schedule(task, delay);
            }
          };
      cache = new TokenCache(registration().build(), endpoint, prompt, defective, () -> 0.5, log);

      CompletableFuture<String> waiter = acquire();

      agentThreads.get(0).join();
      await().until(waiter::isDone);
      assertThat(failureOf(waiter)).contains("failed in the agent itself");
    }

    @Test
    void goesOnWhenACallerGivesUp() {
      CompletableFuture<String> impatient = acquire();
      CompletableFuture<String> patient = acquire();
      impatient.cancel(true);
      scheduler.run();

      assertThat(patient).isCompletedWithValue("Bearer token-1");
      assertThat(usable()).isEqualTo("Bearer token-1");
    }

    @Test
    void completesNoWaiterOnTheFetchingThreadNorBehindAnotherWaiter() {
      CompletableFuture<String> first = acquire();
      CompletableFuture<String> second = acquire();
      List<Boolean> secondIsNextInLine = new ArrayList<>();
      CompletableFuture<Void> dependent =
          first.thenRun(() -> secondIsNextInLine.add(!scheduler.isIdle()));

      scheduler.runNext();
      assertThat(first).isNotDone();
      scheduler.runNext();
      assertThat(dependent).isDone();
      assertThat(second).isNotDone();
      assertThat(secondIsNextInLine).containsExactly(true);
      scheduler.runNext();
      assertThat(second).isDone();
    }

    @Test
    void putsTheConfiguredSchemeBeforeTheToken() {
      cache = cache(registration().set("scheme", "Token").build());

      assertThat(acquired()).isEqualTo("Token token-1");
    }

    @Test
    void gettingATokenIsToldOnce() {
      endpoint.lifetime(seconds(300));
      acquired();
      scheduler.advance(seconds(300));
      acquired();

      assertThat(log.loudLines())
          .containsExactly(
              "INFO registration adhese: access token from https://as.test/token, valid for 300 s");
    }
  }

  @Nested
  class Expiry {

    @ParameterizedTest(name = "lifetime {0} s, margin {1} s: usable for {2} ms")
    @CsvSource({
      "300, 10, 290000",
      "3600, 10, 3590000",
      "60, 10, 54000",
      "1, 10, 900",
      "300, 60, 240000",
      "60, 60, 30000",
      "300, 0, 300000"
    })
    void aTokenCountsAsExpiredTheMarginBeforeItIs(long lifetime, long margin, long usable) {
      cache = cache(registration().set("expiry-margin", seconds(margin)).build());
      endpoint.lifetime(seconds(lifetime));
      acquired();

      clock.advance(Duration.ofMillis(usable - 1));
      assertThat(usable()).isEqualTo("Bearer token-1");
      clock.advance(Duration.ofMillis(1));
      assertThat(usable()).isNull();
    }

    @Test
    void theLifetimeCountsFromBeforeTheRequest() {
      endpoint.onTheWay(() -> clock.advance(seconds(30)));
      acquired();

      clock.advance(seconds(259));
      assertThat(usable()).isEqualTo("Bearer token-1");
      clock.advance(seconds(1));
      assertThat(usable()).isNull();
    }

    @Test
    void aMachineThatSleptKnowsByTheWallClock() {
      acquired();
      clock.advanceWall(seconds(289));
      assertThat(usable()).isEqualTo("Bearer token-1");
      clock.advanceWall(seconds(1));
      assertThat(usable()).isNull();
    }

    @Test
    void aClockThatWasSetBackChangesNothing() {
      acquired();
      clock.advanceWall(Duration.ofDays(-1));
      clock.advanceMonotonic(seconds(289));
      assertThat(usable()).isEqualTo("Bearer token-1");
      clock.advanceMonotonic(seconds(1));
      assertThat(usable()).isNull();
    }

    @Test
    void theNextCallFetchesAgain() {
      acquired();
      clock.advance(seconds(300));

      assertThat(acquired()).isEqualTo("Bearer token-2");
    }

    @Test
    void aTokenThatIsExpiredOnArrivalStillServesThoseWhoWaited() {
      endpoint.lifetime(seconds(1));
      endpoint.onTheWay(() -> clock.advance(seconds(2)));

      assertThat(acquired()).isEqualTo("Bearer token-1");
      assertThat(usable()).isNull();
    }
  }

  @Nested
  class Renewal {

    @Test
    void startsAheadOfExpiryByItselfIfTheTokenWasUsed() {
      acquired();
      scheduler.advance(seconds(233));
      assertThat(endpoint.requests()).isEqualTo(1);

      scheduler.advance(seconds(14));
      assertThat(endpoint.requests()).isEqualTo(2);
      assertThat(usable()).isEqualTo("Bearer token-2");
    }

    @Test
    void leavesTheEndpointAloneOnceNobodyUsesTheToken() {
      acquired();
      scheduler.advance(Duration.ofHours(10));

      assertThat(endpoint.requests()).isEqualTo(2);
    }

    @Test
    void happensWithTheNextCallWhenNobodyUsedTheTokenBefore() {
      acquired();
      scheduler.advance(seconds(247));
      scheduler.advance(seconds(247));
      assertThat(endpoint.requests()).isEqualTo(2);

      assertThat(usable()).isEqualTo("Bearer token-2");
      scheduler.run();
      assertThat(endpoint.requests()).isEqualTo(3);
      assertThat(usable()).isEqualTo("Bearer token-3");
    }

    @Test
    void goesOnForAsLongAsTheTokenIsUsed() {
      acquired();
      for (int second = 0; second < 36_000; second++) {
        scheduler.advance(seconds(1));
        assertThat(usable()).isNotNull();
      }

      assertThat(endpoint.requests()).isBetween(36_000 / 247, 36_000 / 233 + 1);
    }

    @Test
    void servesTheOldTokenMeanwhile() {
      acquired();
      List<@Nullable String> meanwhile = new ArrayList<>();
      endpoint.onTheWay(() -> meanwhile.add(usable()));
      scheduler.advance(seconds(247));

      assertThat(meanwhile).containsExactly("Bearer token-1");
    }

    @Test
    void isAskedForOnceHoweverManyCallsSeeThatItIsDue() {
      acquired();
      clock.advance(seconds(250));
      for (int i = 0; i < 100; i++) {
        assertThat(usable()).isEqualTo("Bearer token-1");
      }
      scheduler.run();

      assertThat(endpoint.requests()).isEqualTo(2);
    }

    @Test
    void isDueByTheWallClockToo() {
      acquired();
      clock.advanceWall(seconds(250));
      assertThat(usable()).isEqualTo("Bearer token-1");
      scheduler.run();

      assertThat(usable()).isEqualTo("Bearer token-2");
    }

    @Test
    void isJoinedByThoseWhoseTokenExpiresMeanwhile() {
      acquired();
      clock.advance(seconds(289));
      assertThat(usable()).isEqualTo("Bearer token-1");
      List<CompletableFuture<String>> late = new ArrayList<>();
      endpoint.onTheWay(
          () -> {
            clock.advance(seconds(1));
            late.add(acquire());
          });
      scheduler.run();

      assertThat(late.get(0)).isCompletedWithValue("Bearer token-2");
      assertThat(endpoint.requests()).isEqualTo(2);
    }

    @Test
    void thatAFlightOvertookIsNotDoneAgain() {
      acquired();
      clock.advance(seconds(289));
      assertThat(usable()).isEqualTo("Bearer token-1");
      clock.advance(seconds(1));
      ask();

      assertThat(endpoint.requests()).isEqualTo(2);
    }

    @ParameterizedTest(name = "lifetime {0} s, refresh-ahead {1} s: between {2} s and {3} s")
    @CsvSource({
      "300,  , 234, 246",
      "7200,  , 6870, 6930",
      "300, 100, 190, 210",
      "300, 600, 30, 57",
      "300, 0, 300, 300"
    })
    void startsWhenItIsConfiguredTo(
        long lifetime, @Nullable Long ahead, long earliest, long latest) {
      cache =
          cache(registration().set("refresh-ahead", ahead == null ? null : seconds(ahead)).build());
      endpoint.lifetime(seconds(lifetime));
      acquired();

      scheduler.advance(seconds(earliest).minusMillis(1));
      assertThat(endpoint.requests()).isEqualTo(1);
      scheduler.advance(seconds(latest - earliest).plusMillis(1));
      assertThat(endpoint.requests()).isEqualTo(2);
    }

    @Test
    void isJittered() {
      Lifetime lifetime = new Lifetime(seconds(300), registration().build());

      assertThat(lifetime.ahead(0)).isEqualTo(seconds(54));
      assertThat(lifetime.ahead(0.5)).isEqualTo(seconds(60));
      assertThat(lifetime.ahead(1)).isEqualTo(seconds(66));
    }

    @Test
    void aRefreshAheadThatDoesNotFitTheLifetimeIsToldOnce() {
      cache = cache(registration().set("refresh-ahead", seconds(600)).build());
      acquired();
      scheduler.advance(seconds(60));

      assertThat(endpoint.requests()).isEqualTo(2);
      assertThat(log.loudLines())
          .filteredOn(line -> line.startsWith("WARN"))
          .containsExactly(
              "WARN registration adhese: refresh-ahead is more than 90 % of the token's lifetime"
                  + " of 300 s; 90 % of it is used");
    }
  }

  @Nested
  class AfterAFailure {

    @Test
    void everyWaiterGetsIt() {
      endpoint.failFatally();
      CompletableFuture<String> first = acquire();
      CompletableFuture<String> second = acquire();
      scheduler.run();

      assertThat(failureOf(first)).isEqualTo("https://as.test/token answered 401 invalid_client");
      assertThat(failureOf(second)).isEqualTo("https://as.test/token answered 401 invalid_client");
    }

    @Test
    void callersGetItAtOnceWithSinceWhenAndWhenTheNextTryIs() {
      endpoint.failFatally();
      ask();
      clock.advance(seconds(9));

      assertThat(failureOf(acquire()))
          .isEqualTo(
              "https://as.test/token answered 401 invalid_client"
                  + " (failing since 2026-11-21T08:00:00Z, next try at 2026-11-21T08:00:10Z)");
      scheduler.run();
      assertThat(endpoint.requests()).isEqualTo(1);
    }

    @Test
    void theFirstCallAfterThePauseTriesAtOnce() {
      endpoint.failFatally();
      ask();
      clock.advance(seconds(10));

      assertThat(acquired()).isEqualTo("Bearer token-2");
    }

    @Test
    void fatalOnesPauseFrom10SecondsDoublingTo60() {
      assertThat(pauses(6, endpoint::failFatally)).containsExactly(10L, 20L, 40L, 60L, 60L, 60L);
    }

    @Test
    void fatalOnesPauseNoLongerForARetryAfter() {
      assertThat(pauses(4, () -> endpoint.failFatally(seconds(3600))))
          .containsExactly(10L, 20L, 40L, 60L);
    }

    @Test
    void passingOnesPauseForALongerRetryAfter() {
      assertThat(pauses(1, () -> endpoint.failInPassing(seconds(3600)))).containsExactly(3600L);
    }

    @Test
    void passingOnesPauseFrom1SecondDoublingTo30() {
      assertThat(pauses(7, endpoint::failInPassing)).containsExactly(1L, 2L, 4L, 8L, 16L, 30L, 30L);
    }

    @Test
    void anotherKindStartsItsOwnDoubling() {
      pauses(3, endpoint::failInPassing);

      assertThat(pauses(2, endpoint::failFatally)).containsExactly(10L, 20L);
    }

    @Test
    void aTokenEndsTheDoubling() {
      pauses(3, endpoint::failInPassing);
      acquired();
      clock.advance(seconds(300));

      assertThat(pauses(1, endpoint::failInPassing)).containsExactly(1L);
    }

    /** How many seconds each of some failures in a row keeps the endpoint in peace. */
    private List<Long> pauses(int count, Runnable fail) {
      List<Long> pauses = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        fail.run();
        int before = endpoint.requests();
        CompletableFuture<String> waiter = acquire();
        scheduler.run();
        assertThat(waiter).isCompletedExceptionally();
        assertThat(endpoint.requests()).isEqualTo(before + 1);
        pauses.add(untilNextTry());
      }
      return pauses;
    }

    private long untilNextTry() {
      String message = failureOf(acquire());
      Instant next = Instant.parse(message.replaceAll(".*next try at ([^)]*).*", "$1"));
      Duration pause = Duration.ofMillis(next.toEpochMilli() - clock.currentTimeMillis());
      clock.advance(pause.minusMillis(1));
      assertThat(failureOf(acquire())).isEqualTo(message);
      clock.advance(Duration.ofMillis(1));
      return pause.toSeconds();
    }

    @Test
    void aUsableTokenIsServedUntilItExpires() {
      acquired();
      for (int i = 0; i < 100; i++) {
        endpoint.failFatally();
      }
      for (int second = 0; second < 290; second++) {
        assertThat(usable()).isEqualTo("Bearer token-1");
        assertThat(acquire()).isCompletedWithValue("Bearer token-1");
        scheduler.advance(seconds(1));
      }

      assertThat(usable()).isNull();
      assertThat(endpoint.requests()).isBetween(3, 5);
      assertThat(failureOf(acquire())).contains("failing since");
    }

    @Test
    void theRenewalIsTriedAgainAfterThePauseAndTheTokenComesInTime() {
      acquired();
      endpoint.failInPassing();
      endpoint.failInPassing();
      for (int second = 0; second < 1000; second++) {
        scheduler.advance(seconds(1));
        assertThat(usable()).isNotNull();
      }
    }

    @Test
    void anIdleApplicationDoesNotKeepTrying() {
      acquired();
      for (int i = 0; i < 100; i++) {
        endpoint.failInPassing();
      }
      scheduler.advance(Duration.ofHours(1));

      assertThat(endpoint.requests()).isEqualTo(2);
    }

    @Test
    void aDefectEndsTheFlightLikeAnyFailure() {
      endpoint.broken(true);
      CompletableFuture<String> waiter = acquire();
      scheduler.run();
      assertThat(failureOf(waiter))
          .isEqualTo("https://as.test/token: the token request failed in the agent itself");

      endpoint.broken(false);
      clock.advance(seconds(1));
      assertThat(acquired()).isEqualTo("Bearer token-2");
    }

    @Test
    void itIsToldOnceAndItsEndToo() {
      endpoint.failInPassing();
      endpoint.failInPassing();
      ask();
      clock.advance(seconds(1));
      ask();
      clock.advance(seconds(2));
      acquired();

      assertThat(log.loudLines())
          .containsExactly(
              "WARN registration adhese: https://as.test/token answered 503; next try in 1 s",
              "INFO registration adhese: access token from https://as.test/token, valid for 300 s");
    }
  }

  @Nested
  class OurOwnTokens {

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
      "Bearer token-1, true",
      "bearer token-1, true",
      "token-1, true",
      "'Bearer  token-1 ', true",
      "'Bearer \"token-1\"', true",
      "'DPoP x, Bearer token-1', true",
      "Bearer token-12, false",
      "Bearer xtoken-1, false",
      "Bearer token-2, false",
      "Basic dG9rZW4tMQ==, false",
      "Bearer xtoken-1 token-1, true",
      "'', false"
    })
    void areKnownInAnyDress(String value, boolean ours) {
      acquired();

      assertThat(cache.isOurs(value)).isEqualTo(ours);
      assertThat(isGoodOnAHop(value)).isEqualTo(ours);
    }

    @Test
    void stayKnownAfterTheyExpired() {
      acquired();
      clock.advance(seconds(300));
      acquired();

      assertThat(cache.isOurs("Bearer token-1")).isTrue();
      assertThat(isGoodOnAHop("Bearer token-1")).isFalse();
      assertThat(isGoodOnAHop("Bearer token-2")).isTrue();
    }

    @Test
    void areForgottenAfter16Newer() {
      for (int i = 1; i <= 17; i++) {
        acquired();
        clock.advance(seconds(300));
      }

      assertThat(cache.isOurs("Bearer token-1")).isFalse();
      for (int i = 2; i <= 17; i++) {
        assertThat(cache.isOurs("Bearer token-" + i)).isTrue();
      }
    }
  }

  @Test
  void oddAnswersAreToldOnceUntilTheyChange() {
    endpoint.warnings("granted less");
    acquired();
    clock.advance(seconds(300));
    acquired();
    endpoint.warnings("granted less", "odd expires_in");
    clock.advance(seconds(300));
    acquired();
    endpoint.warnings();
    clock.advance(seconds(300));
    acquired();
    endpoint.warnings("granted less");
    clock.advance(seconds(300));
    acquired();

    assertThat(log.loudLines())
        .filteredOn(line -> line.startsWith("WARN"))
        .containsExactly(
            "WARN registration adhese: granted less",
            "WARN registration adhese: odd expires_in",
            "WARN registration adhese: granted less");
  }

  @Nested
  class Retries {

    @Test
    void happenInTheSameFlightAfterHalfTheBackoffOnAverage() {
      endpoint.failTransiently(null);
      endpoint.failTransiently(null);
      CompletableFuture<String> waiter = acquire();

      scheduler.advance(Duration.ofMillis(99));
      assertThat(endpoint.requests()).isEqualTo(1);
      scheduler.advance(Duration.ofMillis(1));
      assertThat(endpoint.requests()).isEqualTo(2);
      scheduler.advance(Duration.ofMillis(199));
      assertThat(endpoint.requests()).isEqualTo(2);
      assertThat(waiter).isNotDone();
      scheduler.advance(Duration.ofMillis(1));
      assertThat(waiter).isCompletedWithValue("Bearer token-3");
      assertThat(log.loudLines()).hasSize(1);
    }

    @ParameterizedTest(name = "{0} attempts made, at {1} of the jitter: {2} ms")
    @CsvSource({
      "1, 0, 0",
      "1, 0.5, 100",
      "1, 1, 200",
      "2, 1, 400",
      "6, 1, 6400",
      "7, 1, 10000",
      "60, 1, 10000"
    })
    void waitARandomPartOfABackoffThatDoubles(int attempts, double jitter, long millis) {
      Registration patient = registration().set("retry.max-attempts", 100).build();
      Backoff backoff = new Backoff(patient, () -> jitter);

      assertThat(backoff.beforeNext(attempts, Duration.ZERO, transientFailure(null)))
          .isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest(name = "{0} attempts in {1} s, Retry-After {2}: {3} ms")
    @CsvSource({
      "1, 0, 3, 3000",
      "1, 0, 0, 200",
      "1, 11, 3, 3000",
      "1, 12, 3,",
      "1, 14, , 200",
      "1, 15, ,",
      "1, 0, 60,",
      "2, 0, , 400",
      "3, 0, ,",
      "3, 0, 1,"
    })
    void endWithTheAttemptsOrTheTime(
        int attempts, long flown, @Nullable Long retryAfter, @Nullable Long millis) {
      Backoff backoff = new Backoff(registration().build(), () -> 1);
      Duration asked = retryAfter == null ? null : seconds(retryAfter);

      assertThat(backoff.beforeNext(attempts, seconds(flown), transientFailure(asked)))
          .isEqualTo(millis == null ? null : Duration.ofMillis(millis));
    }

    @Test
    void areForWhatMayPassAtOnceAlone() {
      endpoint.failInPassing();
      ask();

      assertThat(endpoint.requests()).isEqualTo(1);
    }

    @Test
    void aRetryAfterThatNobodyCanWaitForIsThePause() {
      endpoint.failTransiently(seconds(90));
      ask();
      assertThat(endpoint.requests()).isEqualTo(1);

      clock.advance(Duration.ofMillis(89_999));
      assertThat(failureOf(acquire())).contains("next try at 2026-11-21T08:01:30Z");
      clock.advance(Duration.ofMillis(1));
      assertThat(acquired()).isEqualTo("Bearer token-2");
    }

    @Test
    void noRetryAfterSilencesForMoreThanAnHour() {
      endpoint.failTransiently(Duration.ofDays(36_500));
      ask();
      clock.advance(Duration.ofHours(1));

      assertThat(acquired()).isEqualTo("Bearer token-2");
    }

    @Test
    void countTheLifetimeFromTheLastOfThem() {
      endpoint.failTransiently(seconds(10));
      CompletableFuture<String> waiter = acquire();
      scheduler.advance(seconds(10));
      assertThat(waiter).isDone();

      clock.advance(Duration.ofMillis(289_999));
      assertThat(usable()).isNotNull();
      clock.advance(Duration.ofMillis(1));
      assertThat(usable()).isNull();
    }

    @Test
    void keepNoCallerWhoGaveUp() {
      Flight flight = new Flight(0);
      for (int i = 0; i < 100_000; i++) {
        flight.join().cancel(false);
      }

      assertThat(flight.waiters()).isLessThan(100);
      assertThat(flight.isAwaited()).isFalse();
    }
  }

  @Nested
  class ARejectedToken {

    @Test
    void isReplacedByOneFlightHoweverManyWereRejected() {
      acquired();
      for (int i = 0; i < 64; i++) {
        assertThat(rejected("Bearer token-1")).isTrue();
        assertThat(usable()).isNull();
      }
      CompletableFuture<String> waiter = acquire();
      scheduler.run();

      assertThat(waiter).isCompletedWithValue("Bearer token-2");
      assertThat(rejected("Bearer token-1")).isTrue();
      scheduler.run();
      assertThat(usable()).isEqualTo("Bearer token-2");
      assertThat(endpoint.requests()).isEqualTo(2);
      assertThat(log.loudLines())
          .endsWith("INFO registration adhese: an API rejected the access token; it is renewed");
    }

    @Test
    void thatIsOnlyEvictedIsRenewedByTheNextCall() {
      acquired();
      assertThat(evict("Bearer token-1")).isTrue();
      scheduler.run();
      assertThat(endpoint.requests()).isEqualTo(1);

      assertThat(acquired()).isEqualTo("Bearer token-2");
      assertThat(evict("Bearer token-2")).isFalse();
    }

    @Test
    void staysIfItIsFreshItself() {
      acquired();
      rejected("Bearer token-1");
      scheduler.run();
      for (int i = 0; i < 5; i++) {
        assertThat(rejected("Bearer token-2")).isFalse();
        assertThat(evict("Bearer token-2")).isFalse();
        assertThat(usable()).isEqualTo("Bearer token-2");
        scheduler.advance(Duration.ofMillis(999));
      }
      scheduler.advance(Duration.ofMillis(5));

      assertThat(rejected("Bearer token-2")).isTrue();
      scheduler.run();
      assertThat(usable()).isEqualTo("Bearer token-3");
      assertThat(log.messages("WARN")).hasSize(1);
    }

    @Test
    void isFreshFromItsArrivalOnHoweverLongItTook() {
      acquired();
      endpoint.onTheWay(() -> clock.advance(seconds(9)));
      rejected("Bearer token-1");
      scheduler.run();

      assertThat(rejected("Bearer token-2")).isFalse();
    }

    @Test
    void thatComesAgainIsTheFreshOne() {
      endpoint.sameTokenAlways();
      acquired();
      assertThat(rejected("Bearer token")).isTrue();
      assertThat(usable()).isNull();
      scheduler.run();

      assertThat(usable()).isEqualTo("Bearer token");
      assertThat(rejected("Bearer token")).isFalse();
      assertThat(isGoodOnAHop("Bearer token")).isTrue();
      assertThat(endpoint.requests()).isEqualTo(2);
    }

    @Test
    void isReplacedByTheRenewalThatIsOnItsWay() {
      acquired();
      List<CompletableFuture<String>> waiters = new ArrayList<>();
      endpoint.onTheWay(
          () -> {
            assertThat(rejected("Bearer token-1")).isTrue();
            waiters.add(acquire());
          });
      scheduler.advance(seconds(240));

      assertThat(waiters.get(0)).isCompletedWithValue("Bearer token-2");
      assertThat(endpoint.requests()).isEqualTo(2);
      assertThat(rejected("Bearer token-2")).isFalse();
    }

    @Test
    void isNotEvictedWhileTheEndpointFails() {
      acquired();
      endpoint.failFatally();
      scheduler.advance(seconds(240));

      assertThat(rejected("Bearer token-1")).isFalse();
      assertThat(usable()).isEqualTo("Bearer token-1");
      scheduler.advance(seconds(10));
      assertThat(rejected("Bearer token-1")).isTrue();
    }

    @Test
    void thatExpiredMeanwhileIsRenewedLikeAnyExpiredOne() {
      acquired();
      clock.advance(seconds(300));
      assertThat(rejected("Bearer token-1")).isTrue();
      scheduler.run();

      assertThat(usable()).isEqualTo("Bearer token-2");
      assertThat(rejected("Bearer token-2")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer token-12", "Basic Og==", "", "Bearer"})
    void thatIsNotOursIsNoneOfOurBusiness(String value) {
      acquired();

      assertThat(rejected(value)).isFalse();
      assertThat(usable()).isEqualTo("Bearer token-1");
      assertThat(log.loudLines()).hasSize(1);
    }

    @Test
    void isNotGoodOnAHopAnyMore() {
      acquired();
      evict("Bearer token-1");

      assertThat(cache.isOurs("Bearer token-1")).isTrue();
      assertThat(isGoodOnAHop("Bearer token-1")).isFalse();
    }

    @Test
    void isRenewedByNoTimerOfItsOwn() {
      acquired();
      rejected("Bearer token-1");
      endpoint.lifetime(Duration.ofHours(1));
      scheduler.run();
      scheduler.advance(seconds(300));

      assertThat(endpoint.requests()).isEqualTo(2);
    }
  }

  @Nested
  class Prefetching {

    @Test
    void hasTheTokenBeforeAnybodyAsks() {
      cache.prefetch();
      cache.prefetch();
      scheduler.run();

      assertThat(usable()).isEqualTo("Bearer token-1");
      assertThat(endpoint.requests()).isEqualTo(1);
    }

    @Test
    void isPausedAfterLikeAnyOther() {
      endpoint.failFatally();
      cache.prefetch();
      scheduler.run();

      assertThat(log.messages("WARN")).hasSize(1);
      assertThat(failureOf(acquire())).contains("invalid_client", "next try at");
      clock.advance(seconds(10));
      assertThat(acquired()).isEqualTo("Bearer token-2");
    }

    @Test
    void isNotFollowedByAnotherRequestBeforeRetryAfterIsOver() {
      endpoint.failTransiently(seconds(60));
      cache.prefetch();
      scheduler.run();
      scheduler.advance(seconds(59));

      assertThat(failureOf(acquire())).contains("next try at");
      assertThat(endpoint.requests()).isEqualTo(1);
      scheduler.advance(seconds(1));
      assertThat(acquired()).isEqualTo("Bearer token-2");
    }

    @ParameterizedTest(name = "joined after {0} ms")
    @ValueSource(longs = {0, 50, 150, 299})
    void makesAsManyAttemptsAsAnyOtherWhoeverJoinsIt(long millis) {
      for (int i = 0; i < 4; i++) {
        endpoint.failTransiently(null);
      }
      cache.prefetch();
      scheduler.advance(Duration.ofMillis(millis));
      CompletableFuture<String> waiter = acquire();
      scheduler.advance(Duration.ofMillis(900));

      assertThat(waiter).isCompletedExceptionally();
      assertThat(endpoint.requests()).isEqualTo(3);
    }

    @Test
    void takesNoPartInADoublingOfItsOwn() {
      endpoint.failInPassing();
      cache.prefetch();
      scheduler.run();
      clock.advance(seconds(1));
      endpoint.failInPassing();
      ask();
      clock.advance(Duration.ofMillis(1999));

      assertThat(failureOf(acquire())).contains("next try at");
    }

    @Test
    void isRenewedByNobodyUnlessSomebodyUsesTheToken() {
      cache.prefetch();
      scheduler.advance(Duration.ofHours(10));

      assertThat(endpoint.requests()).isEqualTo(1);
    }

    @Test
    void isAFlightLikeAnyOtherForThoseWhoJoinIt() {
      endpoint.failTransiently(null);
      endpoint.failFatally();
      cache.prefetch();
      CompletableFuture<String> waiter = acquire();
      scheduler.advance(seconds(1));

      assertThat(failureOf(waiter)).contains("invalid_client");
      assertThat(endpoint.requests()).isEqualTo(2);
      assertThat(failureOf(acquire())).contains("next try at");
    }

    @Test
    void doesNothingInAPause() {
      endpoint.failFatally();
      ask();
      cache.prefetch();
      scheduler.run();

      assertThat(endpoint.requests()).isEqualTo(1);
    }
  }

  @Nested
  class AChangedFile {

    @Test
    void endsThePauseForTheNextCall() {
      endpoint.failFatally();
      ask();
      endpoint.changed(true);
      clock.advance(seconds(1));

      assertThat(failureOf(acquire())).contains("next try at");
      scheduler.run();
      assertThat(endpoint.requests()).isEqualTo(1);
      assertThat(acquired()).isEqualTo("Bearer token-2");
    }

    @Test
    void isLookedForOnceASecondAndOnlyIfSomebodyCalls() {
      endpoint.failFatally();
      ask();
      scheduler.advance(seconds(5));
      assertThat(endpoint.looks()).isZero();
      for (int i = 0; i < 400; i++) {
        assertThat(acquire()).isCompletedExceptionally();
        scheduler.advance(Duration.ofMillis(10));
      }

      assertThat(endpoint.looks()).isEqualTo(4);
    }

    @Test
    void isNotReadOnTheCallersThread() {
      endpoint.failFatally();
      ask();
      clock.advance(seconds(1));

      assertThat(acquire()).isCompletedExceptionally();
      assertThat(endpoint.looks()).isZero();
      scheduler.run();
      assertThat(endpoint.looks()).isEqualTo(1);
    }

    @Test
    void letsTheDoublingStartAnew() {
      endpoint.failFatally();
      ask();
      clock.advance(seconds(10));
      endpoint.failFatally();
      ask();
      endpoint.changed(true);
      clock.advance(seconds(1));
      assertThat(acquire()).isCompletedExceptionally();
      scheduler.run();
      endpoint.failFatally();
      ask();

      clock.advance(seconds(10));
      assertThat(acquired()).isEqualTo("Bearer token-4");
    }

    @Test
    void whatFailsToBeReadIsNoChange() {
      endpoint.failFatally();
      ask();
      endpoint.broken(true);
      clock.advance(seconds(1));
      assertThat(acquire()).isCompletedExceptionally();
      scheduler.run();

      assertThat(failureOf(acquire())).contains("next try at");
    }
  }

  @Nested
  class AnOrderedRenewal {

    @Test
    void endsAPause() {
      endpoint.failFatally();
      ask();
      cache.renew();
      scheduler.run();

      assertThat(usable()).isEqualTo("Bearer token-2");
    }

    @Test
    void servesTheTokenAtHandMeanwhile() {
      acquired();
      cache.renew();
      cache.renew();
      assertThat(usable()).isEqualTo("Bearer token-1");
      scheduler.run();

      assertThat(usable()).isEqualTo("Bearer token-2");
      assertThat(endpoint.requests()).isEqualTo(2);
    }
  }

  @Test
  void aBackgroundRenewalThatComesTooLateDoesNotBreakThePause() {
    acquired();
    clock.advance(seconds(250));
    cache.renew();
    endpoint.failInPassing();
    List<@Nullable String> meanwhile = new ArrayList<>();
    endpoint.onTheWay(() -> meanwhile.add(usable()));
    scheduler.run();

    assertThat(meanwhile).containsExactly("Bearer token-1");
    assertThat(endpoint.requests()).isEqualTo(2);
  }

  private static TokenException transientFailure(@Nullable Duration retryAfter) {
    return new TokenException("again", TokenException.Kind.TRANSIENT, retryAfter, null);
  }

  @Test
  void aTokenPrintsNoToken() {
    Moment now = Moment.now(clock);

    assertThat(new AccessToken("Bearer", "t0ken", now, now)).hasToString("access token ***");
  }
}
