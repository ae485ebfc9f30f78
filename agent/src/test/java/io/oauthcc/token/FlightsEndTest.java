package io.oauthcc.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.oauthcc.config.Registration;
import io.oauthcc.config.RegistrationBuilder;
import io.oauthcc.log.Log;
import io.oauthcc.time.ManualClock;
import io.oauthcc.time.ManualScheduler;
import io.oauthcc.time.Scheduler;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Every flight ends, whatever fails at its end, and nobody knows of it before the operator does:
 * the program may be over with the call that waited.
 */
class FlightsEndTest {

  private final ManualClock clock = new ManualClock();
  private final ManualScheduler scheduler = new ManualScheduler(clock);
  private final ScriptedEndpoint endpoint = new ScriptedEndpoint();
  private final List<String> lines = new ArrayList<>();
  private Runnable atEachLine = () -> {};
  private final TokenCache cache = cache(scheduler);
  private final List<CompletableFuture<String>> calls = new ArrayList<>();

  private TokenCache cache(Scheduler threads) {
    Registration registration =
        RegistrationBuilder.of("adhese")
            .tokenUri(URI.create("https://as.test/token"))
            .clientId("me")
            .build();
    return new TokenCache(registration, endpoint, threads, clock, () -> 0.5, new WatchedLog());
  }

  private void call() {
    calls.add(cache.acquire("https", "api.test", -1));
  }

  /** While the line is written, nobody has an answer, those included who come just then. */
  private void runWhileNobodyIsAnsweredBefore(String line) {
    List<String> seen = new ArrayList<>();
    atEachLine =
        () -> {
          call();
          scheduler.run();
          assertThat(calls).noneMatch(CompletableFuture::isDone);
          seen.add(lines.get(lines.size() - 1));
        };
    call();
    call();
    scheduler.run();

    assertThat(seen).anyMatch(said -> said.contains(line));
    assertThat(calls).hasSizeGreaterThan(2).allMatch(CompletableFuture::isDone);
  }

  @Test
  void a_failure_is_told_before_those_who_wait_have_it() {
    endpoint.failFatally();
    runWhileNobodyIsAnsweredBefore("WARN registration adhese: https://as.test/token answered 401");
    assertThat(calls).allMatch(CompletableFuture::isCompletedExceptionally);
    assertThat(endpoint.requests()).isEqualTo(1);
  }

  @Test
  void a_token_is_told_before_those_who_wait_have_it() {
    runWhileNobodyIsAnsweredBefore("INFO registration adhese: access token from");
    assertThat(endpoint.requests()).isEqualTo(1);
  }

  @Test
  void so_are_its_warnings() {
    endpoint.warnings("granted less");
    runWhileNobodyIsAnsweredBefore("WARN registration adhese: granted less");
  }

  @Test
  void a_defect_is_told_before_those_who_wait_have_it() {
    endpoint.broken(true);
    runWhileNobodyIsAnsweredBefore("ERROR registration adhese: the token request failed");
  }

  @Test
  void that_fresh_tokens_are_refused_too_is_told_before_the_answer_is_passed_on() {
    call();
    scheduler.run();
    cache.rejected("Bearer token-1", "https", "api.test", -1);
    assertThat(lines).last().asString().contains("an API rejected the access token");
    scheduler.run();

    assertThat(cache.rejected("Bearer token-2", "https", "api.test", -1)).isFalse();
    assertThat(lines).last().asString().contains("an API rejects fresh access tokens too");
  }

  @Test
  void a_log_that_takes_no_line_holds_up_nobody_for_long() {
    endpoint.failFatally();
    atEachLine =
        () -> {
          assertThat(calls).noneMatch(CompletableFuture::isDone);
          scheduler.advance(Duration.ofSeconds(1));
          assertThat(calls).allMatch(CompletableFuture::isCompletedExceptionally);
        };
    call();
    scheduler.run();

    assertThat(lines).hasSize(1);
    assertThat(scheduler.pending()).isZero();
  }

  @Test
  void a_log_that_takes_no_line_holds_up_no_thread_of_the_next_flight() throws Exception {
    endpoint.failFatally();
    endpoint.failFatally();
    Thread next =
        new Thread(
            () -> {
              call();
              scheduler.run();
            });
    next.setDaemon(true);
    List<Boolean> heldUp = new ArrayList<>();
    atEachLine =
        () -> {
          scheduler.advance(Duration.ofSeconds(11));
          next.start();
          try {
            next.join(Duration.ofSeconds(5).toMillis());
            heldUp.add(next.isAlive());
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        };
    call();
    scheduler.run();

    assertThat(heldUp).containsExactly(false);
    assertThat(endpoint.requests()).isEqualTo(2);
    assertThat(calls).hasSize(2).allMatch(CompletableFuture::isCompletedExceptionally);
  }

  @Test
  void a_log_that_fails_keeps_nothing_from_those_who_wait() {
    atEachLine =
        () -> {
          throw new NoClassDefFoundError("made up");
        };
    call();
    try {
      scheduler.run();
    } catch (NoClassDefFoundError whatTheThreadEndsWith) {
      scheduler.run();
    }

    assertThat(calls.get(0)).isCompletedWithValue("Bearer token-1");
    assertThat(cache.usable("https", "api.test", -1)).isEqualTo("Bearer token-1");
  }

  @Test
  void a_scheduler_that_takes_no_task_any_more_leaves_nobody_behind() {
    List<Runnable> first = new ArrayList<>();
    TokenCache own =
        cache(
            new Scheduler() {
              @Override
              public void execute(Runnable task) {
                if (!first.isEmpty()) {
                  throw new OutOfMemoryError("made up");
                }
                first.add(task);
              }

              @Override
              public Timer schedule(Runnable task, Duration delay) {
                throw new OutOfMemoryError("made up");
              }
            });
    for (int i = 0; i < 100; i++) {
      calls.add(own.acquire("https", "api.test", -1));
    }
    first.get(0).run();

    assertThat(calls).allMatch(CompletableFuture::isDone);
    assertThat(lines).anyMatch(line -> line.startsWith("ERROR"));
  }

  @Test
  void a_retry_that_finds_no_timer_fails_the_call() {
    TokenCache own =
        cache(
            new Scheduler() {
              @Override
              public void execute(Runnable task) {
                scheduler.execute(task);
              }

              @Override
              public Timer schedule(Runnable task, Duration delay) {
                throw new OutOfMemoryError("made up");
              }
            });
    endpoint.failTransiently(null);
    CompletableFuture<String> call = own.acquire("https", "api.test", -1);
    try {
      scheduler.run();
    } catch (OutOfMemoryError whatTheThreadEndsWith) {
      scheduler.run();
    }

    assertThat(call).isCompletedExceptionally();
    CompletableFuture<String> next = own.acquire("https", "api.test", -1);
    assertThat(next).isNotDone();
  }

  /** Tells of each line while it is being written. */
  private final class WatchedLog implements Log {

    private void write(String line) {
      lines.add(line);
      atEachLine.run();
    }

    @Override
    public void error(String message) {
      write("ERROR " + message);
    }

    @Override
    public void error(String message, @Nullable Throwable cause) {
      write("ERROR " + message);
    }

    @Override
    public void warn(String message) {
      write("WARN " + message);
    }

    @Override
    public void info(String message) {
      write("INFO " + message);
    }

    @Override
    public void debug(String message) {}

    @Override
    public boolean isDebugEnabled() {
      return false;
    }
  }
}
