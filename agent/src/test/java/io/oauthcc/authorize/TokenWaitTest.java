package io.oauthcc.authorize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oauthcc.config.Registration;
import io.oauthcc.config.RegistrationBuilder;
import io.oauthcc.log.RecordingLog;
import io.oauthcc.target.Target;
import io.oauthcc.target.Targets;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenWaitTest {

  private static final String OURS = "Bearer ours";

  private final CompletableFuture<String> flight = new CompletableFuture<>();

  private final Registration registration =
      RegistrationBuilder.of("api")
          .hosts(List.of(Target.parse("api.example.com")))
          .tokenUri(URI.create("https://auth.example.com/token"))
          .clientId("client")
          .build();

  private final TokenWait wait =
      new TokenWait(
          new Authorizer(
              new KnownTargets(Targets.of(List.of(registration))),
              Map.of(registration, new FakeTokens()),
              new ThisThread(),
              new IOException("made beforehand"),
              Runnable::run,
              new RecordingLog()),
          new PendingToken(registration, "api.example.com", flight));

  private @Nullable Object toItsEnd(boolean interruptible) throws IOException {
    Object value = wait;
    while (value == wait) {
      value = wait.await(interruptible);
    }
    return value;
  }

  private static void awaitParked(Thread thread) {
    while (thread.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
  }

  @Test
  void a_waiting_thread_is_woken_by_the_token() throws Exception {
    FutureTask<@Nullable Object> call = new FutureTask<>(() -> toItsEnd(true));
    Thread thread = new Thread(call);
    thread.start();
    awaitParked(thread);

    flight.complete(OURS);

    assertThat(call.get()).isEqualTo(OURS);
  }

  /** A pool gets a thread for each that waits in a way the pool knows of. */
  @Test
  void a_waiting_worker_is_no_reason_for_its_pool_to_get_another() throws Exception {
    ForkJoinPool pool = new ForkJoinPool(1);
    CountDownLatch began = new CountDownLatch(1);
    Thread[] worker = new Thread[1];
    ForkJoinTask<@Nullable Object> call =
        pool.submit(
            () -> {
              worker[0] = Thread.currentThread();
              began.countDown();
              return toItsEnd(true);
            });
    ForkJoinTask<?> other = pool.submit(() -> {});
    began.await();
    awaitParked(worker[0]);

    assertThat(pool.getPoolSize()).isEqualTo(1);
    assertThat(other.isDone()).isFalse();
    flight.complete(OURS);
    assertThat(call.get()).isEqualTo(OURS);
    pool.shutdown();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void an_interrupt_in_the_middle_is_kept(boolean interruptible) throws Exception {
    boolean[] isInterrupted = new boolean[1];
    FutureTask<@Nullable Object> call =
        new FutureTask<>(
            () -> {
              try {
                return toItsEnd(interruptible);
              } finally {
                isInterrupted[0] = Thread.currentThread().isInterrupted();
              }
            });
    Thread thread = new Thread(call);
    thread.start();
    awaitParked(thread);

    thread.interrupt();

    if (interruptible) {
      assertThatThrownBy(call::get).hasCauseExactlyInstanceOf(InterruptedIOException.class);
      assertThat(flight).as("what the renewal still waits for").isCancelled();
    } else {
      awaitParked(thread);
      flight.complete(OURS);
      assertThat(call.get()).isEqualTo(OURS);
    }
    assertThat(isInterrupted[0]).isTrue();
  }

  @Test
  void a_token_that_is_there_counts_whatever_else_is_the_case() throws IOException {
    flight.complete(OURS);
    Thread.currentThread().interrupt();

    assertThat(wait.await(true)).isEqualTo(OURS);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void a_call_that_is_given_up_does_not_stay_with_the_renewal() {
    wait.cancel(false);

    assertThat(flight).isCancelled();
  }
}
