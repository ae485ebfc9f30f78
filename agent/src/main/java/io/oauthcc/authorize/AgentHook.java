package io.oauthcc.authorize;

import io.oauthcc.config.Registration;
import io.oauthcc.log.Log;
import io.oauthcc.target.Place;
import io.oauthcc.time.Scheduler;
import io.oauthcc.token.TokenSource;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The adapter between woven code and the {@link Answers}. A defect behind it costs one log line;
 * the call is then treated as one for which there is no token.
 */
public final class AgentHook extends OauthccHook {

  private final Owners owners;
  private final Answers answers;
  private final Defects defects;
  private final Notes notes;

  /** These are made beforehand, for a call where nothing else can be made any more. */
  private final IOException lastFailure;

  private final CompletableFuture<Object> lastSettled = new CompletableFuture<>();
  private final Again never;

  private AgentHook(Owners owners, Answers answers, IOException lastFailure, Defects defects) {
    this.owners = owners;
    this.answers = answers;
    this.defects = defects;
    this.notes = new Notes(defects);
    this.lastFailure = lastFailure;
    this.never = new Again(lastFailure);
    this.lastSettled.completeExceptionally(lastFailure);
  }

  /**
   * Makes woven code have tokens put on hops from now on.
   *
   * @param tokens a cache for each registration that {@code targets} knows
   * @param lastFailure how a call fails for which not even a failure can be made any more; was made
   *     where no class of the application is on the stack, for it would keep them
   */
  public static void install(
      KnownTargets targets,
      Map<Registration, TokenSource> tokens,
      Scheduler scheduler,
      IOException lastFailure,
      Log log) {
    Defects defects = new Defects(log);
    Decisions decisions = new Decisions(targets, log, "");
    Authorizer authorizer =
        new Authorizer(
            tokens, decisions, new RepeatedWarnings(scheduler::execute, log), lastFailure);
    loadWhatCallsNeed(defects);
    Owners owners = new Owners(targets, tokens, new ThisThread(), decisions);
    agent =
        new AgentHook(
            owners,
            new LiveAnswers(owners, authorizer, decisions, scheduler, defects),
            lastFailure,
            defects);
  }

  /** The same for a dry run. */
  public static void installDryRun(
      KnownTargets targets,
      Map<Registration, TokenSource> tokens,
      IOException lastFailure,
      Log log) {
    Decisions decisions = new Decisions(targets, log, "dry-run: ");
    Owners owners = new Owners(targets, tokens, new ThisThread(), decisions);
    agent =
        new AgentHook(
            owners, new DryAnswers(owners, decisions, log), lastFailure, new Defects(log));
  }

  /**
   * Loads what a call's own thread runs, also where it fails. Left to the first calls, the VM would
   * have all of them but one wait, virtual ones with their carriers; and what tells of a failure
   * might not be had when it is needed.
   */
  private static void loadWhatCallsNeed(Defects defects) {
    Class<?>[] needed = {
      AwaitedToken.class,
      CallWait.class,
      Waits.class,
      Parking.class,
      Settled.class,
      Settled.Limit.class,
      Settled.Rest.class,
      ContextLoader.class,
      Again.class,
      CallHop.class,
      Rejections.class,
      CallNotes.class,
      Notes.class,
      TokenFailureMessage.class,
      PlainFailure.class,
    };
    try {
      for (Class<?> each : needed) {
        Class.forName(each.getName(), true, each.getClassLoader());
      }
    } catch (ClassNotFoundException | LinkageError defect) {
      defects.report(defect);
    }
  }

  @Override
  public @Nullable Object place(
      @Nullable String scheme,
      @Nullable String host,
      int port,
      @Nullable String path,
      @Nullable String query) {
    try {
      return owners.place(scheme, host, port, path, query);
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
      return owners.match(scheme, host, port, path, query);
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
      return lastSettled;
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
      Owner owner = place instanceof Place ? owners.of((Place) place) : null;
      return owner != null && owner.keepsExisting();
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
