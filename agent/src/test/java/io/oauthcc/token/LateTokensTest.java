package io.oauthcc.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.oauthcc.config.Registration;
import io.oauthcc.config.RegistrationBuilder;
import io.oauthcc.grant.Rehearsal;
import io.oauthcc.log.RecordingLog;
import io.oauthcc.time.Clock;
import io.oauthcc.time.Scheduler;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A registration's tokens:")
final class LateTokensTest {

  private static final int THREADS = 8;

  @Test
  @DisplayName("of threads that ask for the first at once, one has what reads it loaded")
  void areRehearsedOnce() throws Exception {
    Registration registration =
        RegistrationBuilder.of("default").tokenUri(URI.create("https://as.test/token")).build();
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    for (int round = 0; round < 200; round++) {
      Tasks tasks = new Tasks();
      LateTokens tokens =
          new LateTokens(registration, tasks, Clock.system(), endpoints -> {}, new RecordingLog());
      CyclicBarrier together = new CyclicBarrier(THREADS);
      threads.invokeAll(
          Collections.nCopies(
              THREADS,
              () -> {
                together.await(10, TimeUnit.SECONDS);
                return tokens.acquire("https", "api.test", 443).isDone();
              }));

      assertThat(tasks.given).filteredOn(task -> task instanceof Rehearsal).hasSize(1);
    }
    threads.shutdown();
  }

  /** Keeps what it is to run. */
  private static final class Tasks implements Scheduler {

    private final Queue<Runnable> given = new ConcurrentLinkedQueue<>();

    @Override
    public void execute(Runnable task) {
      given.add(task);
    }

    @Override
    public Timer schedule(Runnable task, Duration delay) {
      return () -> {};
    }
  }
}
