package io.oauthcc.weave;

import java.lang.invoke.MethodHandle;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import jdk.internal.net.http.HttpClientImpl;
import jdk.internal.net.http.HttpRequestImpl;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * Woven into {@code MultiExchange.responseAsyncImpl}. Where the token is at hand it is put on the
 * hop's own request; where it is not, the method is left with a future and entered again when the
 * token is there. An answer for which the hop is sent once more is not among those that the
 * application is shown to have led to the last.
 */
final class ResponseAsyncAdvice {

  private ResponseAsyncAdvice() {}

  /** Returns what the method returns instead of running, or null to let it run. */
  @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
  static @Nullable CompletableFuture<?> enter(
      @Advice.FieldValue("currentreq") HttpRequestImpl request,
      @Advice.FieldValue(value = "response", readOnly = false) @Nullable HttpResponse<?> answer,
      @Advice.FieldValue("executor") HttpClientImpl.DelegatingExecutor executor,
      @Advice.SelfCallHandle(bound = true) MethodHandle self) {
    OauthccHook hook = OauthccHook.agent;
    URI uri = request.uri();
    if (hook == null || uri == null) {
      return null;
    }
    List<String> added = request.getSystemHeadersBuilder().map().get("Authorization");
    if (answer != null && answer.statusCode() >= 400 && answer.statusCode() != 407) {
      if (added == null || added.isEmpty()) {
        // The client itself goes on from there with a password only: it was refused to ours.
        answer = answer.previousResponse().orElse(null);
      }
    }
    String existing = request.headers().firstValue("Authorization").orElse(null);
    if (existing == null) {
      existing = added == null || added.isEmpty() ? null : added.get(0);
    }
    Object prepared =
        hook.prepare(
            uri.getScheme(),
            uri.getHost(),
            uri.getPort(),
            uri.getRawPath(),
            uri.getRawQuery(),
            existing);
    if (prepared instanceof String) {
      request.setSystemHeader("Authorization", (String) prepared);
      return null;
    }
    if (prepared == null) {
      return null;
    }
    Duration timeout = request.timeout().orElse(Duration.ZERO);
    // Longer ones do not fit into nanoseconds, and the registration's own limit ends the wait.
    long timeoutNanos = timeout.compareTo(Duration.ofDays(365)) < 0 ? timeout.toNanos() : 0;
    return hook.resume((CompletableFuture<?>) prepared, timeoutNanos, self, executor.delegate());
  }

  /** Replaces the result of the method that did not run. */
  @Advice.OnMethodExit
  static void exit(
      @Advice.Enter @Nullable CompletableFuture<?> suspended,
      @Advice.Return(readOnly = false) @Nullable CompletableFuture<?> result) {
    if (suspended != null) {
      result = suspended;
    }
  }
}
