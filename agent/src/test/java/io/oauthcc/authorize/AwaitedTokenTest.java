package io.oauthcc.authorize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oauthcc.log.RecordingLog;
import java.io.IOException;
import java.net.SocketException;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AwaitedTokenTest {

  private static final String OURS = "Bearer ours";

  private final FakeTokens tokens = new FakeTokens();
  private final CompletableFuture<String> flight = tokens.flight;

  private final Asked asked =
      new Asked(
          Map.of(Asked.registration("api", "api.example.com").build(), tokens), new RecordingLog());

  private final AwaitedToken wait =
      (AwaitedToken) Objects.requireNonNull(asked.prepare("api.example.com", null), "a wait");

  private @Nullable Object toItsEnd() throws IOException {
    Object value = wait;
    while (value == wait) {
      value = wait.await();
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
    FutureTask<@Nullable Object> call = new FutureTask<>(() -> toItsEnd());
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
              return toItsEnd();
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

  @Test
  void an_interrupt_in_the_middle_is_kept() throws Exception {
    boolean[] isInterrupted = new boolean[1];
    FutureTask<@Nullable Object> call =
        new FutureTask<>(
            () -> {
              try {
                return toItsEnd();
              } finally {
                isInterrupted[0] = Thread.currentThread().isInterrupted();
              }
            });
    Thread thread = new Thread(call);
    thread.start();
    awaitParked(thread);

    thread.interrupt();

    awaitParked(thread);
    flight.complete(OURS);
    assertThat(call.get()).isEqualTo(OURS);
    assertThat(isInterrupted[0]).isTrue();
  }

  @Test
  void a_token_that_is_there_counts_whatever_else_is_the_case() throws IOException {
    flight.complete(OURS);
    Thread.currentThread().interrupt();

    assertThat(wait.await()).isEqualTo(OURS);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void a_call_that_is_given_up_by_another_thread_ends() throws Exception {
    FutureTask<@Nullable Object> call = new FutureTask<>(() -> toItsEnd());
    Thread thread = new Thread(call);
    thread.start();
    awaitParked(thread);

    asked.answers.giveUp(asked.call);

    assertThatThrownBy(call::get)
        .hasCauseExactlyInstanceOf(SocketException.class)
        .hasRootCauseMessage("Socket closed");
    assertThat(flight).as("what the renewal still waits for").isCancelled();
  }

  /** The token endpoint may know of a call before its thread has begun to wait. */
  @Test
  void a_call_can_be_given_up_while_its_token_is_asked_for() {
    tokens.whileAcquiring = () -> asked.answers.giveUp(asked.call);
    AwaitedToken given =
        (AwaitedToken) Objects.requireNonNull(asked.prepare("api.example.com", null), "a wait");

    assertThatThrownBy(given::await)
        .isExactlyInstanceOf(SocketException.class)
        .hasMessage("Socket closed");
    assertThat(flight).isCancelled();
  }

  @Test
  void a_call_that_gives_itself_up_does_not_stay_with_the_renewal_and_may_wait_anew()
      throws IOException {
    Thread.currentThread().interrupt();
    assertThat(wait.await()).isSameAs(wait);
    assertThat(Thread.interrupted()).isTrue();

    asked.answers.giveUp(asked.call);

    assertThat(flight).isCancelled();
    tokens.flight = new CompletableFuture<>();
    AwaitedToken next =
        (AwaitedToken) Objects.requireNonNull(asked.prepare("api.example.com", null), "a wait");
    tokens.flight.complete(OURS);
    assertThat(next.await()).isEqualTo(OURS);
  }

  @Test
  void to_give_up_another_call_is_not_heard() throws IOException {
    asked.answers.giveUp(new Object());
    flight.complete(OURS);
    asked.answers.giveUp(asked.call);

    assertThat(toItsEnd()).isEqualTo(OURS);
  }
}
