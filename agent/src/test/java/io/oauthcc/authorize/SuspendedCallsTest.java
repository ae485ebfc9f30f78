package io.oauthcc.authorize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oauthcc.config.Registration;
import io.oauthcc.config.Registration.OnTokenFailure;
import io.oauthcc.config.RegistrationBuilder;
import io.oauthcc.log.RecordingLog;
import io.oauthcc.target.Target;
import io.oauthcc.target.Targets;
import io.oauthcc.time.ManualClock;
import io.oauthcc.time.ManualScheduler;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SuspendedCallsTest {

  private static final String OURS = "Bearer ours";

  private final CompletableFuture<String> flight = new CompletableFuture<>();
  private final RecordingLog log = new RecordingLog();
  private @Nullable String carried;

  /** What the thread carried, each time the call went on. */
  private final List<@Nullable String> went = new ArrayList<>();

  private CompletableFuture<?> resume(
      OnTokenFailure rule, Executor executor, Callable<CompletableFuture<String>> call) {
    Registration registration =
        RegistrationBuilder.of("api")
            .hosts(List.of(Target.parse("api.example.com")))
            .tokenUri(URI.create("https://auth.example.com/token"))
            .clientId("client")
            .set("on-token-failure", rule)
            .build();
    Authorizer authorizer =
        new Authorizer(
            new KnownTargets(Targets.of(List.of(registration))),
            Map.of(registration, new FakeTokens()),
            new ThisThread(),
            new IOException("made beforehand"),
            Runnable::run,
            log);
    Carrier carrier =
        value -> {
          String before = carried;
          carried = value;
          return before;
        };
    return new SuspendedCalls(
            authorizer, new ManualScheduler(new ManualClock()), carrier, new Defects(log))
        .resume(
            new TokenWait(authorizer, new PendingToken(registration, "api.example.com", flight)),
            0,
            handle(call),
            executor);
  }

  private CompletableFuture<?> resume(Executor executor) {
    return resume(
        OnTokenFailure.FAIL,
        executor,
        () -> {
          went.add(carried);
          return CompletableFuture.completedFuture("answer");
        });
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
  void a_call_goes_on_with_its_token_and_gives_back_what_its_thread_carried() {
    carried = "Bearer of another call";
    CompletableFuture<?> end = resume(Runnable::run);
    assertThat(went).isEmpty();

    flight.complete(OURS);

    assertThat(went).containsExactly(OURS);
    assertThat(carried).isEqualTo("Bearer of another call");
    assertThat((Object) end.getNow(null)).isEqualTo("answer");
  }

  @Test
  void what_a_failing_call_s_thread_carried_is_given_back_too() {
    carried = "Bearer of another call";
    CompletableFuture<?> end =
        resume(
            OnTokenFailure.FAIL,
            Runnable::run,
            () -> {
              throw new IOException("closed");
            });

    flight.complete(OURS);

    assertThat(carried).isEqualTo("Bearer of another call");
    assertFails(end, "closed");
  }

  @Test
  void an_executor_that_takes_nothing_any_more_ends_the_call() {
    CompletableFuture<?> end =
        resume(
            task -> {
              throw new RejectedExecutionException("closed");
            });

    flight.complete(OURS);

    assertThatThrownBy(() -> end.getNow(null))
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(RejectedExecutionException.class);
    assertThat(went).isEmpty();
  }

  @Test
  void an_executor_that_runs_its_tasks_twice_makes_the_call_once() {
    CompletableFuture<?> end =
        resume(
            task -> {
              task.run();
              throw new RejectedExecutionException("after all");
            });

    flight.complete(OURS);

    assertThat((Object) end.getNow(null)).isEqualTo("answer");
    assertThat(went).containsExactly(OURS);
  }

  @Test
  void a_failure_that_cannot_be_told_ends_the_call_by_its_rule() {
    CompletableFuture<?> failing = resume(Runnable::run);
    flight.completeExceptionally(new Unspeakable());

    assertFails(failing, "oauthcc: no access token for api.example.com (registration api): ");
    assertThat(went).isEmpty();

    CompletableFuture<?> sending =
        resume(
            OnTokenFailure.SEND,
            Runnable::run,
            () -> {
              went.add(carried);
              return CompletableFuture.completedFuture("answer");
            });
    assertThat((Object) sending.getNow(null)).isEqualTo("answer");
    assertThat(went).containsExactly("no token for api");
    assertThat(log.messages("ERROR")).isNotEmpty();
  }

  private static void assertFails(CompletableFuture<?> end, String message) {
    assertThatThrownBy(() -> end.getNow(null))
        .isInstanceOf(CompletionException.class)
        .satisfies(
            thrown ->
                assertThat(thrown.getCause())
                    .isExactlyInstanceOf(IOException.class)
                    .hasMessageStartingWith(message));
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
