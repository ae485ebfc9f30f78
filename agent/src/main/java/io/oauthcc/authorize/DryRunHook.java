package io.oauthcc.authorize;

import io.oauthcc.config.Registration;
import io.oauthcc.log.Log;
import io.oauthcc.token.TokenSource;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** The adapter between woven code and {@link DryRun}: every hop leaves as it came. */
public final class DryRunHook extends OauthccHook {

  private final KnownTargets targets;
  private final DryRun dryRun;
  private final DryAnswers answers;
  private final Defects defects;

  private DryRunHook(KnownTargets targets, DryRun dryRun, DryAnswers answers, Defects defects) {
    this.answers = answers;
    this.targets = targets;
    this.dryRun = dryRun;
    this.defects = defects;
  }

  /**
   * Makes woven code ask this from now on.
   *
   * @param tokens a cache for each registration that {@code targets} knows
   */
  public static void install(KnownTargets targets, Map<Registration, TokenSource> tokens, Log log) {
    Decisions decisions = new Decisions(targets, log, "dry-run: ");
    agent =
        new DryRunHook(
            targets,
            new DryRun(targets, tokens, new ThisThread(), log),
            new DryAnswers(
                new Places(targets, tokens, new ThisThread(), decisions), decisions, log),
            new Defects(log));
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
      dryRun.lookAt(scheme, host, port, path, query, existing);
    } catch (Throwable defect) {
      defects.report(defect);
    }
    return null;
  }

  @Override
  public @Nullable Object place(
      @Nullable String scheme,
      @Nullable String host,
      int port,
      @Nullable String path,
      @Nullable String query) {
    try {
      return answers.place(scheme, host, port, path, query);
    } catch (Throwable defect) {
      defects.report(defect);
      return null;
    }
  }

  @Override
  public @Nullable Object prepare(
      @Nullable Object place, @Nullable List<String> existing, @Nullable Object call) {
    try {
      return place instanceof Place ? answers.prepare((Place) place, existing, call) : null;
    } catch (Throwable defect) {
      defects.report(defect);
      return null;
    }
  }

  @Override
  public boolean keeps(@Nullable Object place) {
    Owner owner = place instanceof Place ? ((Place) place).owner : null;
    return owner != null && owner.keepsExisting();
  }

  /** Never asked: {@link #prepare} gives no future. */
  @Override
  public @Nullable Object await(CompletableFuture<?> value, boolean interruptible) {
    return null;
  }

  /** Or a client would ask {@link #prepare} about the hop again. */
  @Override
  public boolean isAt(Object call) {
    return true;
  }

  @Override
  public boolean keeps(
      @Nullable String scheme,
      @Nullable String host,
      int port,
      @Nullable String path,
      @Nullable String query) {
    try {
      return targets.keepsExisting(scheme, host, port, path, query);
    } catch (Throwable defect) {
      defects.report(defect);
      return false;
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
    return existing;
  }

  /** Never asked: {@link #prepare} gives no future. */
  @Override
  public CompletableFuture<?> resume(
      CompletableFuture<?> value, long timeoutNanos, MethodHandle call, Executor executor) {
    return value;
  }

  @Override
  public BiPredicate<String, String> allButAuthorization() {
    return (name, value) -> !name.equalsIgnoreCase("Authorization");
  }
}
