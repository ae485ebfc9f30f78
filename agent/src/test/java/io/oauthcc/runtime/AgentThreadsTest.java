package io.oauthcc.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.oauthcc.authorize.AgentThread;
import io.oauthcc.log.RecordingLog;
import io.oauthcc.time.Scheduler;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class AgentThreadsTest {

  private final RecordingLog log = new RecordingLog();
  private final AgentThread first = new AgentThread("oauthcc");
  private final AgentThreads threads = new AgentThreads(first, log);

  AgentThreadsTest() {
    first.start();
  }

  @Test
  void a_task_runs_on_a_daemon_thread_that_inherits_nothing_of_the_caller() throws Exception {
    InheritableThreadLocal<String> inheritable = new InheritableThreadLocal<>();
    inheritable.set("the application's");
    CompletableFuture<List<@Nullable Object>> seen = new CompletableFuture<>();

    threads.execute(
        () -> {
          Thread current = Thread.currentThread();
          seen.complete(
              Arrays.asList(
                  current.isDaemon(), inheritable.get(), current.getContextClassLoader()));
        });

    assertThat(seen.get(10, TimeUnit.SECONDS))
        .containsExactly(true, null, AgentThread.class.getClassLoader());
  }

  @Test
  void tasks_run_when_they_are_due_whatever_the_order_they_came_in() throws Exception {
    BlockingQueue<String> ran = new LinkedBlockingQueue<>();

    threads.schedule(() -> ran.add("later"), Duration.ofMillis(200));
    threads.schedule(() -> ran.add("sooner"), Duration.ofMillis(1));

    assertThat(ran.poll(10, TimeUnit.SECONDS)).isEqualTo("sooner");
    assertThat(ran.poll(10, TimeUnit.SECONDS)).isEqualTo("later");
  }

  @Test
  void a_task_that_was_taken_back_is_forgotten() throws Exception {
    BlockingQueue<String> ran = new LinkedBlockingQueue<>();
    for (int i = 0; i < 1000; i++) {
      threads.schedule(() -> ran.add("taken back"), Duration.ofHours(1)).cancel();
    }
    Scheduler.Timer soon = threads.schedule(() -> ran.add("taken back"), Duration.ofMillis(100));
    soon.cancel();
    soon.cancel();

    assertThat(threads.pending()).isZero();
    threads.schedule(() -> ran.add("later"), Duration.ofMillis(200));
    assertThat(ran.poll(10, TimeUnit.SECONDS)).isEqualTo("later");
    soon.cancel();
  }

  @Test
  void a_blocked_task_holds_up_no_other() throws Exception {
    CompletableFuture<Void> gate = new CompletableFuture<>();
    CompletableFuture<String> other = new CompletableFuture<>();

    threads.execute(gate::join);
    threads.execute(() -> other.complete("ran"));

    assertThat(other.get(10, TimeUnit.SECONDS)).isEqualTo("ran");
    gate.complete(null);
  }

  @Test
  void a_task_that_finds_no_thread_is_late_and_not_lost() throws Exception {
    AtomicInteger refusals = new AtomicInteger(2);
    AgentThread starter = new AgentThread("oauthcc");
    AgentThreads limited =
        new AgentThreads(
            starter,
            task -> {
              if (refusals.getAndDecrement() > 0) {
                throw new OutOfMemoryError("unable to create native thread");
              }
              AgentThread worker = new AgentThread("oauthcc-1");
              worker.give(task);
              return worker;
            },
            log);
    starter.start();
    CompletableFuture<String> task = new CompletableFuture<>();
    AtomicInteger runs = new AtomicInteger();

    limited.execute(() -> task.complete("ran " + runs.incrementAndGet()));

    assertThat(task.get(15, TimeUnit.SECONDS)).isEqualTo("ran 1");
    assertThat(log.messages("ERROR"))
        .hasSize(2)
        .allSatisfy(line -> assertThat(line).contains("unable to create native thread"));
  }

  @Test
  void a_failing_task_costs_a_line_and_not_a_thread() throws Exception {
    CompletableFuture<String> next = new CompletableFuture<>();

    threads.execute(
        () -> {
          throw new StackOverflowError("made up");
        });
    threads.execute(() -> next.complete("ran"));

    assertThat(next.get(10, TimeUnit.SECONDS)).isEqualTo("ran");
    await()
        .untilAsserted(
            () -> assertThat(log.messages("ERROR")).singleElement().asString().contains("made up"));
  }
}
