package io.oauthcc.weave;

import java.lang.invoke.MethodHandle;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import jdk.internal.net.http.AuthenticationFilter;
import jdk.internal.net.http.HttpClientImpl;
import jdk.internal.net.http.HttpRequestImpl;
import jdk.internal.net.http.MultiExchange;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * Woven into {@code MultiExchange.responseAsyncImpl}. Where the token is at hand it is put on the
 * hop's own request; where it is not, the method is left with a future and entered again when the
 * token is there. Credentials that the client got from its {@code Authenticator} before, and is
 * going to put on by itself, are the application's own. An answer for which the hop is sent once
 * more is not among those that the application is shown to have led to the last.
 */
final class ResponseAsyncAdvice {

  private ResponseAsyncAdvice() {}

  /** Returns what the method returns instead of running, or null to let it run. */
  @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
  static @Nullable CompletableFuture<?> enter(
      @Advice.This MultiExchange<?> call,
      @Advice.FieldValue("serverauth") AuthenticationFilter.@Nullable AuthInfo credentials,
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
    String scheme = uri.getScheme();
    String host = uri.getHost();
    int port = uri.getPort();
    String path = uri.getRawPath();
    String query = uri.getRawQuery();
    if (existing == null
        && credentials == null
        && hook.keeps(scheme, host, port, path, query)
        && AuthenticationFilter.getCache(call).get(uri, false) != null) {
      existing = "of the client's cache";
    }
    Object prepared = hook.prepare(scheme, host, port, path, query, existing);
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
