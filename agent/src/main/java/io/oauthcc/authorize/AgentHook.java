package io.oauthcc.authorize;

import io.oauthcc.config.Configuration;
import io.oauthcc.log.Log;
import io.oauthcc.target.Place;
import io.oauthcc.target.Targets;
import io.oauthcc.time.Scheduler;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The adapter between woven code and the {@link Answers}. A defect behind it costs one log line;
 * the call is then treated as one for which there is no token.
 */
public final class AgentHook extends OauthccHook {

  private final LateAnswers answers;
  private final Defects defects;
  private final Notes notes;

  /** These are made beforehand, for a call where nothing else can be made any more. */
  private final IOException lastFailure;

  private final Again never;

  private AgentHook(LateAnswers answers, IOException lastFailure, Defects defects) {
    this.answers = answers;
    this.defects = defects;
    this.notes = new Notes(defects);
    this.lastFailure = lastFailure;
    this.never = new Again(lastFailure);
  }

  /**
   * Makes woven code have tokens put on hops from now on. Several threads may do it at once.
   *
   * @param first keeps the hook of the thread that was first, which counts
   * @param lastFailure how a call fails for which not even a failure can be made any more; was made
   *     where no class of the application is on the stack, for it would keep them
   * @return whether this thread was first
   */
  public static boolean install(
      AtomicReference<@Nullable AgentHook> first,
      Configuration configuration,
      Scheduler scheduler,
      IOException lastFailure,
      Log log) {
    Defects defects = new Defects(log);
    KnownTargets targets = new KnownTargets(Targets.of(configuration.registrations()));
    DefectFailures failures = new DefectFailures(lastFailure);
    LateAnswers answers =
        new LateAnswers(
            targets,
            new Assembly(configuration, targets, scheduler, failures, defects, log),
            configuration.dryRun() ? null : failures,
            log);
    boolean isFirst = first.compareAndSet(null, new AgentHook(answers, lastFailure, defects));
    agent = first.get();
    return isFirst;
  }

  /** Has each registration's first token fetched; on a thread of the agent's. */
  public void prefetch() {
    answers.prefetch();
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
      return placeAfterDefect(scheme, host, port, path, query);
    }
  }

  private @Nullable Place placeAfterDefect(
      @Nullable String scheme,
      @Nullable String host,
      int port,
      @Nullable String path,
      @Nullable String query) {
    try {
      return answers.match(scheme, host, port, path, query);
    } catch (Throwable inMatching) {
      // Not known to be a hop of ours.
      return null;
    }
  }

  @Override
  public @Nullable Object prepare(
      @Nullable Object place, @Nullable List<String> existing, @Nullable Object call) {
    if (!(place instanceof Place)) {
      return null;
    }
    try {
      return answers.prepare((Place) place, existing, call);
    } catch (Throwable defect) {
      return failure((Place) place, defect);
    }
  }

  @Override
  public @Nullable Object await(@Nullable Object value) throws IOException {
    IOException failure = value instanceof IOException ? (IOException) value : null;
    if (value instanceof AwaitedToken) {
      AwaitedToken token = (AwaitedToken) value;
      try {
        return token.await();
      } catch (IOException noToken) {
        failure = noToken;
      } catch (Throwable defect) {
        failure = failure(token.place, defect);
      }
    }
    if (failure != null) {
      throw failure;
    }
    return null;
  }

  @Override
  public CompletionStage<?> settled(Object value, long nanos) {
    try {
      return value instanceof AwaitedToken
          ? answers.settled((AwaitedToken) value, nanos)
          : CompletableFuture.completedFuture(value);
    } catch (Throwable defect) {
      return settledAfterDefect(value, defect);
    }
  }

  private CompletionStage<?> settledAfterDefect(Object value, Throwable defect) {
    try {
      if (value instanceof AwaitedToken) {
        AwaitedToken token = (AwaitedToken) value;
        token.end(null, failure(token.place, defect));
      }
      return CompletableFuture.completedFuture(value);
    } catch (Throwable again) {
      return answers.lastSettled();
    }
  }

  /** How a call fails that met a defect, or null. */
  private @Nullable IOException failure(Place place, Throwable defect) {
    defects.report(defect);
    try {
      return answers.afterDefect(place, defect);
    } catch (Throwable again) {
      // What the registration says is not even known.
      return lastFailure;
    }
  }

  @Override
  public Function<Object, Object> again(MethodHandle self) {
    try {
      return new Again(self);
    } catch (Throwable defect) {
      defects.report(defect);
      return never;
    }
  }

  @Override
  public void giveUp(Object call) {
    try {
      answers.giveUp(call);
    } catch (Throwable defect) {
      defects.report(defect);
    }
  }

  @Override
  public @Nullable Object onWire(
      @Nullable Object place,
      @Nullable List<String> existing,
      @Nullable String prepared,
      @Nullable Object call) {
    try {
      return answers.onWire(place, existing, prepared, call);
    } catch (Throwable defect) {
      defects.report(defect);
      return onWireAfterDefect(existing);
    }
  }

  private @Nullable Object onWireAfterDefect(@Nullable List<String> existing) {
    try {
      return answers.onWireAfterDefect(existing);
    } catch (Throwable again) {
      // Better none of the application's own than one of ours where it does not belong.
      return null;
    }
  }

  @Override
  public boolean answered(
      @Nullable Object place,
      Object call,
      @Nullable List<String> sent,
      int status,
      boolean replayable) {
    try {
      return place instanceof Place
          && answers.answered((Place) place, call, sent, status, replayable);
    } catch (Throwable defect) {
      return no(defect);
    }
  }

  @Override
  public boolean displaces(@Nullable Object place, Object call, @Nullable List<String> sent) {
    try {
      return place instanceof Place && answers.displaces((Place) place, call, sent);
    } catch (Throwable defect) {
      return no(defect);
    }
  }

  private boolean no(Throwable defect) {
    defects.report(defect);
    return false;
  }

  @Override
  public boolean keeps(@Nullable Object place) {
    try {
      return place instanceof Place && answers.keeps((Place) place);
    } catch (Throwable defect) {
      return no(defect);
    }
  }

  @Override
  public void mark(Object marked) {
    notes.mark(marked);
  }

  @Override
  public int marks(Object marked) {
    return notes.marks(marked);
  }

  @Override
  public void attach(Object to, Object note) {
    notes.attach(to, note);
  }

  @Override
  public @Nullable Object attached(Object to) {
    return notes.attached(to);
  }
}
