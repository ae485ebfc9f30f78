package io.oauthcc.weave;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.net.SocketTimeoutException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import jdk.internal.net.http.HttpClientImpl;
import jdk.internal.net.http.HttpRequestImpl;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * Woven into {@code MultiExchange.responseAsyncImpl}. Where the token is at hand it is put on the
 * hop's own request; where it is not, the method is left with a future and entered again when the
 * token is there, or there will be none. An answer for which the hop is sent once more is not among
 * those that the application is shown to have led to the last.
 */
final class ResponseAsyncAdvice {

  private ResponseAsyncAdvice() {}

  /** Returns what the method returns instead of running, or null to let it run. */
  @SuppressWarnings("unchecked") // The method that is entered again returns a stage.
  @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
  static @Nullable CompletionStage<?> enter(
      @Advice.This Object call,
      @Advice.FieldValue("currentreq") HttpRequestImpl request,
      @Advice.FieldValue(value = "response", readOnly = false) @Nullable HttpResponse<?> answer,
      @Advice.FieldValue("executor") HttpClientImpl.DelegatingExecutor executor,
      @Advice.SelfCallHandle(bound = true) MethodHandle self) {
    OauthccHook hook = OauthccHook.agent;
    if (hook == null) {
      return null;
    }
    List<String> added = request.getSystemHeadersBuilder().map().get("Authorization");
    if (answer != null && answer.statusCode() >= 400 && answer.statusCode() != 407) {
      if (added == null || added.isEmpty()) {
        // The client itself goes on from there with a password only: it was refused to ours.
        answer = answer.previousResponse().orElse(null);
      }
    }
    List<String> existing = request.headers().allValues("Authorization");
    Object value =
        hook.prepare(
            hook.place(request.uri()),
            existing.isEmpty() && added != null ? added : existing,
            call);
    if (value == null) {
      return null;
    }
    if (value instanceof String) {
      request.setSystemHeader("Authorization", (String) value);
      return null;
    }
    if (value instanceof IOException) {
      CompletableFuture<?> failed = new CompletableFuture<>();
      failed.completeExceptionally(
          value instanceof SocketTimeoutException
              ? new HttpTimeoutException("request timed out while waiting for an access token")
              : (IOException) value);
      return failed;
    }
    Duration timeout = request.timeout().orElse(Duration.ZERO);
    // Longer ones do not fit into nanoseconds, and the registration's own limit ends the wait.
    long nanos = timeout.compareTo(Duration.ofDays(365)) < 0 ? timeout.toNanos() : 0;
    Function<Object, ?> again = hook.again(self);
    return hook.settled(value, nanos)
        .thenComposeAsync((Function<Object, CompletionStage<Object>>) again, executor.delegate());
  }

  /** Replaces the result of the method that did not run. */
  @Advice.OnMethodExit
  static void exit(
      @Advice.Enter @Nullable CompletionStage<?> suspended,
      @Advice.Return(readOnly = false) @Nullable CompletableFuture<?> result) {
    if (suspended != null) {
      result = suspended.toCompletableFuture();
    }
  }
}
