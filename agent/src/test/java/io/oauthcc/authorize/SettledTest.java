package io.oauthcc.authorize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oauthcc.config.Registration;
import io.oauthcc.config.Registration.OnTokenFailure;
import io.oauthcc.log.RecordingLog;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A call that is left and entered again, as the advice of a client does it. */
class SettledTest {

  private static final String OURS = "Bearer ours";
  private static final String HOST = "api.example.com";

  private final RecordingLog log = new RecordingLog();
  private final FakeTokens tokens = new FakeTokens().servedOnce(OURS);

  /** What was prepared each time that the call went on. */
  private final List<@Nullable Object> went = new ArrayList<>();

  private Asked asked(OnTokenFailure rule) {
    Registration registration =
        Asked.registration("api", HOST)
            .set("on-token-failure", rule)
            .set("acquire-timeout", Duration.ofSeconds(15))
            .build();
    return new Asked(Map.of(registration, tokens), log);
  }

  private CompletionStage<?> settled(Asked asked, long nanos) {
    AwaitedToken token = (AwaitedToken) Objects.requireNonNull(asked.prepare(HOST, null));
    return asked.answers.settled(token, nanos);
  }

  private CompletableFuture<?> resume(
      Asked asked, Executor executor, Callable<CompletableFuture<String>> call) {
    return resume(settled(asked, 0), executor, call);
  }

  @SuppressWarnings("unchecked")
  private static CompletableFuture<?> resume(
      CompletionStage<?> settled, Executor executor, Callable<CompletableFuture<String>> call) {
    Function<Object, ?> again = new Again(handle(call));
    return ((CompletionStage<Object>) settled)
        .thenComposeAsync((Function<Object, CompletionStage<Object>>) again, executor)
        .toCompletableFuture();
  }

  private CompletableFuture<?> resume(Asked asked, Executor executor) {
    return resume(asked, executor, () -> goOn(asked));
  }

  private CompletableFuture<String> goOn(Asked asked) {
    went.add(asked.prepare(HOST, null));
    return CompletableFuture.completedFuture("answer");
  }

  private static MethodHandle handle(Callable<?> call) {
    try {
      return MethodHandles.lookup()
          .findVirtual(Callable.class, "call", MethodType.methodType(Object.class))
          .bindTo(call);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  @Test
  void a_call_goes_on_with_its_token_and_a_later_hop_does_not() {
    Asked asked = asked(OnTokenFailure.FAIL);
    CompletableFuture<?> end = resume(asked, Runnable::run);
    assertThat(went).isEmpty();

    tokens.flight.complete(OURS);

    assertThat(went).containsExactly(OURS);
    assertThat((Object) end.getNow(null)).isEqualTo("answer");
    assertThat(asked.prepare(HOST, null)).isInstanceOf(AwaitedToken.class);
  }

  @Test
  void what_a_call_does_not_ask_for_is_for_no_hop_after_it() {
    Asked asked = asked(OnTokenFailure.FAIL);
    CompletableFuture<?> end =
        resume(
            asked,
            Runnable::run,
            () -> {
              throw new IOException("closed");
            });

    tokens.flight.complete(OURS);

    assertThat(asked.prepare(HOST, null)).isInstanceOf(AwaitedToken.class);
    assertThatThrownBy(() -> end.getNow(null))
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(IOException.class)
        .hasRootCauseMessage("closed");
  }

  @Test
  void an_executor_that_takes_nothing_any_more_ends_the_call() {
    CompletableFuture<?> end =
        resume(
            asked(OnTokenFailure.FAIL),
            task -> {
              throw new RejectedExecutionException("closed");
            });

    tokens.flight.complete(OURS);

    assertThatThrownBy(() -> end.getNow(null))
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(RejectedExecutionException.class);
    assertThat(went).isEmpty();
  }

  @Test
  void an_executor_that_runs_its_tasks_twice_makes_the_call_once() {
    CompletableFuture<?> end =
        resume(
            asked(OnTokenFailure.FAIL),
            task -> {
              task.run();
              throw new RejectedExecutionException("after all");
            });

    tokens.flight.complete(OURS);

    assertThat(end).isDone();
    assertThat(went).containsExactly(OURS);
  }

  @Test
  void a_failure_is_the_very_outcome_even_if_a_token_is_there_by_then() {
    Asked asked = asked(OnTokenFailure.FAIL);
    CompletableFuture<?> end =
        resume(
            asked,
            Runnable::run,
            () -> {
              tokens.serving(OURS);
              return goOn(asked);
            });

    tokens.flight.completeExceptionally(new IOException("refused"));

    assertThat((Object) end.getNow(null)).isEqualTo("answer");
    assertThat(went).singleElement().isInstanceOf(IOException.class);
    assertThat((IOException) went.get(0))
        .hasMessage("oauthcc: no access token for api.example.com (registration api): refused");
  }

  @Test
  void the_acquire_timeout_ends_the_wait() {
    Asked asked = asked(OnTokenFailure.FAIL);
    CompletableFuture<?> unused = resume(asked, Runnable::run);

    asked.scheduler.advance(Duration.ofSeconds(14));
    assertThat(went).isEmpty();
    asked.scheduler.advance(Duration.ofSeconds(1));

    assertThat(went).singleElement().isInstanceOf(IOException.class);
    assertThat((IOException) went.get(0)).hasMessageContaining("15000 ms (acquire-timeout)");
    assertThat(tokens.flight).as("what the renewal still waits for").isCancelled();
  }

  @Test
  void the_call_s_own_limit_ends_the_wait_if_it_is_smaller() {
    Asked asked = asked(OnTokenFailure.SEND);
    CompletableFuture<?> unused =
        resume(settled(asked, Duration.ofSeconds(2).toNanos()), Runnable::run, () -> goOn(asked));

    asked.scheduler.advance(Duration.ofSeconds(2));

    assertThat(went).singleElement().isInstanceOf(SocketTimeoutException.class);
    assertThat(asked.scheduler.pending()).isZero();
  }

  @Test
  void nothing_follows_a_wait_that_was_cancelled() {
    Asked asked = asked(OnTokenFailure.FAIL);
    CompletionStage<?> settled = settled(asked, 0);
    CompletableFuture<?> end = resume(settled, Runnable::run, () -> goOn(asked));

    settled.toCompletableFuture().cancel(false);

    assertThat(went).isEmpty();
    assertThat(end).isCompletedExceptionally();
    assertThat(tokens.flight).isCancelled();
    assertThat(asked.scheduler.pending()).isZero();
  }

  @Test
  void a_failure_that_cannot_be_told_ends_the_call_by_its_rule() {
    CompletableFuture<?> unused = resume(asked(OnTokenFailure.FAIL), Runnable::run);
    Asked sending = asked(OnTokenFailure.SEND);
    CompletableFuture<?> sent = resume(sending, Runnable::run);

    tokens.flight.completeExceptionally(new Unspeakable());

    assertThat((Object) sent.getNow(null)).isEqualTo("answer");
    assertThat(went).hasSize(2).contains((Object) null);
    assertThat(went)
        .filteredOn(IOException.class::isInstance)
        .singleElement()
        .extracting(failure -> ((IOException) failure).getMessage())
        .asString()
        .startsWith("oauthcc: no access token for api.example.com (registration api): ");
    assertThat(log.messages("ERROR")).isNotEmpty();
  }

  /** As one whose message needs a class that cannot be had. */
  private static final class Unspeakable extends Exception {

    private static final long serialVersionUID = 1L;

    /** For the JDK's own use of it. */
    @Override
    public String getLocalizedMessage() {
      return "unspeakable";
    }

    @Override
    public String getMessage() {
      throw new NoClassDefFoundError("made up");
    }
  }
}
