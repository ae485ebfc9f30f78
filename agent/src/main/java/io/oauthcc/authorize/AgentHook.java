package io.oauthcc.authorize;

import io.oauthcc.config.Registration;
import io.oauthcc.log.Log;
import io.oauthcc.token.Scheduler;
import io.oauthcc.token.TokenSource;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The adapter between woven code and {@link Authorizer}. A defect behind it costs one log line; the
 * call is then treated as one for which there is no token.
 */
public final class AgentHook extends OauthccHook {

  private final Authorizer authorizer;
  private final SuspendedCalls suspendedCalls;
  private final Defects defects;

  private AgentHook(Authorizer authorizer, SuspendedCalls suspendedCalls, Defects defects) {
    this.authorizer = authorizer;
    this.suspendedCalls = suspendedCalls;
    this.defects = defects;
  }

  /**
   * Makes woven code ask these parts from now on.
   *
   * @param tokens a cache for each registration that {@code targets} knows
   */
  public static void install(
      KnownTargets targets, Map<Registration, TokenSource> tokens, Scheduler scheduler, Log log) {
    Authorizer authorizer = new Authorizer(targets, tokens, new ThisThread(), log);
    agent = new AgentHook(authorizer, new SuspendedCalls(authorizer, scheduler), new Defects(log));
  }

  @Override
  public @Nullable Object prepare(
      @Nullable String scheme,
      @Nullable String host,
      int port,
      @Nullable String path,
      @Nullable String query,
      @Nullable String existing) {
    try {
      Object prepared = authorizer.prepare(scheme, host, port, path, query, existing);
      return prepared instanceof PendingToken
          ? suspendedCalls.futureOf((PendingToken) prepared)
          : prepared;
    } catch (Throwable defect) {
      defects.report(defect);
      try {
        authorizer.afterDefect(scheme, host, port, path, query, defect);
        return null;
      } catch (IOException failure) {
        Object failed = SuspendedCalls.failed(failure);
        return failed;
      }
    }
  }

  @Override
  public @Nullable String await(
      @Nullable String scheme,
      @Nullable String host,
      int port,
      @Nullable String path,
      @Nullable String query,
      @Nullable String existing)
      throws IOException {
    try {
      return authorizer.await(scheme, host, port, path, query, existing);
    } catch (IOException failure) {
      throw failure;
    } catch (Throwable defect) {
      defects.report(defect);
      authorizer.afterDefect(scheme, host, port, path, query, defect);
      return null;
    }
  }

  @Override
  public @Nullable String onWire(
      @Nullable String scheme,
      @Nullable String host,
      int port,
      @Nullable String path,
      @Nullable String query,
      @Nullable String existing,
      @Nullable String prepared) {
    try {
      return authorizer.onWire(scheme, host, port, path, query, existing, prepared);
    } catch (Throwable defect) {
      defects.report(defect);
      return existing;
    }
  }

  @Override
  public CompletableFuture<?> resume(
      CompletableFuture<?> value, long timeoutNanos, MethodHandle call, Executor executor) {
    return suspendedCalls.resume(value, timeoutNanos, call, executor);
  }

  @Override
  public BiPredicate<String, String> allButAuthorization() {
    return (name, value) -> !name.equalsIgnoreCase("Authorization");
  }
}
