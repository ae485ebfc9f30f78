package io.oauthcc.authorize;

import static java.util.Objects.requireNonNull;

import io.oauthcc.config.Registration;
import io.oauthcc.config.Registration.ExistingAuthorization;
import io.oauthcc.log.Log;
import io.oauthcc.target.Place;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Says where a hop goes, and has the {@link Answers} made when the first one comes that some target
 * has to do with: a JVM that calls other hosts alone loads nothing of what puts tokens on hops.
 * Until then there is no token that could be on one. Thread-safe, without a lock.
 */
final class LateAnswers implements Answers {

  private final KnownTargets targets;
  private final Supplier<Answers> source;
  private final @Nullable DefectFailures failures;
  private final Log log;
  private final AtomicReference<@Nullable Answers> made = new AtomicReference<>();

  /**
   * @param source makes answers, and starts nothing
   * @param failures how calls fail that meet a defect; null: they go out as they came
   */
  LateAnswers(
      KnownTargets targets, Supplier<Answers> source, @Nullable DefectFailures failures, Log log) {
    this.targets = targets;
    this.source = source;
    this.failures = failures;
    this.log = log;
  }

  private Answers answers() {
    Answers known = made.get();
    if (known == null) {
      known = make();
      known.loadWhatCallsNeed();
    }
    return known;
  }

  /** Threads that come at once each make some, and use the first. */
  private Answers make() {
    made.compareAndSet(null, source.get());
    return requireNonNull(made.get());
  }

  /**
   * Where a hop goes: found anew for each, from where it is really sent to. Does not allocate for
   * one that has gone there before.
   *
   * @return a {@link Place} where some target has to do with it; the host of any other hop; null on
   *     a thread of the agent's
   */
  @Nullable Object place(
      @Nullable String scheme,
      @Nullable String host,
      int port,
      @Nullable String path,
      @Nullable String query) {
    Place place = targets.place(scheme, host, port, path, query);
    if (AgentThread.isCurrent()) {
      return null;
    }
    if (place == null) {
      foreign(scheme, host, port);
      return host;
    }
    return place;
  }

  /** The same by the targets alone: what can be found out where something else is broken. */
  @Nullable Place match(
      @Nullable String scheme,
      @Nullable String host,
      int port,
      @Nullable String path,
      @Nullable String query) {
    Place place = targets.place(scheme, host, port, path, query);
    return place == null || place.owner() == null ? null : place;
  }

  @Override
  public void foreign(@Nullable String scheme, @Nullable String host, int port) {
    if (log.isDebugEnabled()) {
      answers().foreign(scheme, host, port);
    }
  }

  @Override
  public @Nullable Object prepare(
      Place place, @Nullable List<String> existing, @Nullable Object call) {
    Answers known = made.get();
    if (known != null) {
      return known.prepare(place, existing, call);
    }
    Answers first = make();
    try {
      return first.prepare(place, existing, call);
    } finally {
      // Not before: the token is on its way meanwhile.
      first.loadWhatCallsNeed();
    }
  }

  @Override
  public void loadWhatCallsNeed() {
    answers().loadWhatCallsNeed();
  }

  /** How a call fails that met a defect, or null. Needs nothing that is made late. */
  @Nullable IOException afterDefect(Place place, Throwable defect) {
    return failures == null ? null : failures.after(place, defect);
  }

  @Override
  public void giveUp(Object call) {
    Answers known = made.get();
    if (known != null) {
      known.giveUp(call);
    }
  }

  @Override
  public CompletionStage<?> settled(AwaitedToken token, long nanos) {
    return answers().settled(token, nanos);
  }

  @Override
  public CompletionStage<?> lastSettled() {
    return answers().lastSettled();
  }

  @Override
  public @Nullable Object onWire(
      @Nullable Object place,
      @Nullable List<String> existing,
      @Nullable String prepared,
      @Nullable Object call) {
    Answers known = made.get();
    return known == null && !(place instanceof Place)
        ? existing
        : answers().onWire(place, existing, prepared, call);
  }

  @Override
  public @Nullable List<String> onWireAfterDefect(@Nullable List<String> existing) {
    Answers known = made.get();
    return known == null ? existing : known.onWireAfterDefect(existing);
  }

  @Override
  public boolean answered(
      Place place, Object call, @Nullable List<String> sent, int status, boolean replayable) {
    return answers().answered(place, call, sent, status, replayable);
  }

  @Override
  public boolean displaces(Place place, Object call, @Nullable List<String> sent) {
    return answers().displaces(place, call, sent);
  }

  /** As {@link OauthccHook#keeps} promises. Asked before the token is, so it has nothing made. */
  boolean keeps(Place place) {
    Registration registration = (Registration) place.owner();
    return registration != null
        && registration.existingAuthorization() == ExistingAuthorization.KEEP;
  }

  @Override
  public void prefetch() {
    answers().prefetch();
  }
}
