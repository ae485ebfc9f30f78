package io.oauthcc.authorize;

import io.oauthcc.config.Registration;
import io.oauthcc.log.Log;
import io.oauthcc.time.Scheduler;
import io.oauthcc.token.TokenSource;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The adapter between woven code and {@link Authorizer}. A defect behind it costs one log line; the
 * call is then treated as one for which there is no token.
 */
public final class AgentHook extends OauthccHook {

  /** Empty but while the thread is in a call: no thread of the application keeps an agent class. */
  private static final ThreadLocal<@Nullable ThreadCall> THREAD_CALL = new ThreadLocal<>();

  /** Made beforehand: where it is asked for, a header must come off, whatever else fails. */
  private final BiPredicate<String, String> allButAuthorization = AgentHook::isNotAuthorization;

  /** The future of a call that fails, where nothing else can be made any more. */
  private final CompletableFuture<String> lastFailed;

  /** What was sent where the application has a call's hops written on other threads. */
  private final CallNotes<HopsElsewhere> hopsElsewhere = new CallNotes<>();

  /** Calls without a thread that were replayed. */
  private final CallNotes<Boolean> replayed = new CallNotes<>();

  private final CallNotes<Integer> marks = new CallNotes<>();
  private final CallNotes<WeakReference<Object>> attached = new CallNotes<>();

  private final Answers answers;
  private final KnownTargets targets;
  private final Authorizer authorizer;
  private final CallWaits callWaits;
  private final Rejections rejections;
  private final SuspendedCalls suspendedCalls;
  private final Defects defects;

  private AgentHook(
      Answers answers,
      KnownTargets targets,
      Authorizer authorizer,
      Rejections rejections,
      SuspendedCalls suspendedCalls,
      Defects defects) {
    this.lastFailed = SuspendedCalls.failed(authorizer.lastFailure());
    this.answers = answers;
    this.targets = targets;
    this.authorizer = authorizer;
    this.callWaits = new CallWaits(authorizer);
    this.rejections = rejections;
    this.suspendedCalls = suspendedCalls;
    this.defects = defects;
  }

  /**
   * Makes woven code ask these parts from now on.
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
    ThisThread context = new ThisThread();
    Defects defects = new Defects(log);
    Authorizer authorizer =
        new Authorizer(targets, tokens, context, lastFailure, scheduler::execute, log);
    loadWhatCallsNeed(defects);
    agent =
        new AgentHook(
            new LiveAnswers(
                new Places(targets, tokens, context, authorizer.decisions()),
                authorizer,
                scheduler,
                defects),
            targets,
            authorizer,
            new Rejections(targets, tokens, context),
            new SuspendedCalls(authorizer, scheduler, context, defects),
            defects);
  }

  /**
   * Loads what a call's own thread runs, also where it fails. Left to the first calls, the VM would
   * have all of them but one wait, virtual ones with their carriers; and what tells of a failure
   * might not be had when it is needed.
   */
  private static void loadWhatCallsNeed(Defects defects) {
    Class<?>[] needed = {
      PendingToken.class,
      TokenWait.class,
      Parking.class,
      ThreadCall.class,
      ApplicationTask.class,
      SuspendedCall.class,
      TokenFailureMessage.class,
      PlainFailure.class,
      CallNotes.class,
      CallWaits.class,
      CallWait.class,
      HopsElsewhere.class,
      AwaitedToken.class,
      Waits.class,
      Settled.class,
      Again.class,
      CallHop.class,
      Hops.class,
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
      return answers.place(scheme, host, port, path, query);
    } catch (Throwable defect) {
      defects.report(defect);
      try {
        return answers.placeAfterDefect(scheme, host, port, path, query);
      } catch (Throwable inMatching) {
        // Not known to be a hop of ours.
        return null;
      }
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

  private @Nullable IOException failure(@Nullable Place place, Throwable defect) {
    defects.report(defect);
    return answers.afterDefect(place, defect);
  }

  @Override
  public @Nullable Object await(@Nullable Object value) throws IOException {
    IOException failure = null;
    try {
      if (value instanceof AwaitedToken) {
        return ((AwaitedToken) value).await();
      }
      if (value instanceof IOException) {
        failure = (IOException) value;
      }
    } catch (IOException noToken) {
      failure = noToken;
    } catch (Throwable defect) {
      failure = failure(((AwaitedToken) value).place(), defect);
    }
    if (failure != null) {
      throw failure;
    }
    return null;
  }

  @Override
  public CompletionStage<?> settled(@Nullable Object value, long nanos) {
    AwaitedToken token = value instanceof AwaitedToken ? (AwaitedToken) value : null;
    try {
      return token == null
          ? CompletableFuture.completedFuture(value)
          : answers.settled(token, nanos);
    } catch (Throwable defect) {
      IOException failure = failure(token == null ? null : token.place(), defect);
      try {
        if (token != null) {
          token.end(null, failure);
        }
        return CompletableFuture.completedFuture(value);
      } catch (Throwable again) {
        return lastFailed;
      }
    }
  }

  @Override
  public Function<Object, Object> again(MethodHandle self) {
    return new Again(self);
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

  /** Where the hop goes is not known: nothing is added, and nothing stays that may be ours. */
  private @Nullable Object onWireAfterDefect(@Nullable List<String> existing) {
    try {
      for (int i = 0; existing != null && i < existing.size(); i++) {
        if (answers.mayBeOurs(existing.get(i))) {
          return null;
        }
      }
      return existing;
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
      defects.report(defect);
      return false;
    }
  }

  @Override
  public boolean displaces(@Nullable Object place, Object call, @Nullable List<String> sent) {
    try {
      return place instanceof Place && answers.displaces((Place) place, call, sent);
    } catch (Throwable defect) {
      defects.report(defect);
      return false;
    }
  }

  @Override
  public boolean keeps(@Nullable Object place) {
    Owner owner = place instanceof Place ? ((Place) place).owner : null;
    return owner != null && owner.keepsExisting();
  }

  @Override
  public void attach(Object to, Object note) {
    try {
      attached.put(to, new WeakReference<>(note));
    } catch (Throwable defect) {
      defects.report(defect);
    }
  }

  @Override
  public @Nullable Object attached(Object to) {
    try {
      WeakReference<Object> note = attached.get(to);
      return note == null ? null : note.get();
    } catch (Throwable defect) {
      defects.report(defect);
      return null;
    }
  }

  @Override
  public void mark(Object marked) {
    try {
      marks.put(marked, marks(marked) + 1);
    } catch (Throwable defect) {
      defects.report(defect);
    }
  }

  @Override
  public int marks(Object marked) {
    try {
      Integer before = marks.get(marked);
      return before == null ? 0 : before;
    } catch (Throwable defect) {
      defects.report(defect);
      return 0;
    }
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
          ? new TokenWait(authorizer, (PendingToken) prepared)
          : prepared;
    } catch (Throwable defect) {
      defects.report(defect);
      try {
        authorizer.afterDefect(scheme, host, port, path, query, defect);
        return null;
      } catch (IOException failure) {
        return failed(failure);
      } catch (Throwable again) {
        // Not known to be a hop of ours.
        return null;
      }
    }
  }

  private Object failed(IOException failure) {
    Object failed = lastFailed;
    try {
      failed = SuspendedCalls.failed(failure);
    } catch (Throwable again) {
      // The one that was made beforehand, then.
    }
    return failed;
  }

  @Override
  public @Nullable Object await(CompletableFuture<?> value, boolean interruptible)
      throws IOException {
    try {
      return value instanceof TokenWait
          ? ((TokenWait) value).await(interruptible)
          : SuspendedCalls.outcome(value);
    } catch (IOException failure) {
      throw failure;
    } catch (Throwable defect) {
      defects.report(defect);
      IOException failure = failure(value, defect);
      if (failure != null) {
        throw failure;
      }
      return null;
    }
  }

  private @Nullable IOException failure(CompletableFuture<?> value, Throwable defect) {
    try {
      if (value instanceof TokenWait) {
        return authorizer.failureAfterDefect(((TokenWait) value).pending(), defect);
      }
    } catch (Throwable again) {
      // As below.
    }
    return authorizer.lastFailure();
  }

  @Override
  public @Nullable Object awaitIn(Object call, CompletableFuture<?> value) throws IOException {
    try {
      return callWaits.await(call, value, this);
    } catch (IOException failure) {
      throw failure;
    } catch (Throwable defect) {
      defects.report(defect);
      IOException failure = failure(value, defect);
      if (failure != null) {
        throw failure;
      }
      return null;
    }
  }

  @Override
  public void giveUp(Object call) {
    try {
      callWaits.giveUp(call);
      answers.giveUp(call);
    } catch (Throwable defect) {
      defects.report(defect);
    }
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
    try {
      return authorizer.onWire(scheme, host, port, path, query, existing, prepared);
    } catch (Throwable defect) {
      defects.report(defect);
      try {
        return authorizer.onWireAfterDefect(existing);
      } catch (Throwable again) {
        // Better none of the application's own than one of ours where it does not belong.
        return null;
      }
    }
  }

  @Override
  public CompletableFuture<?> resume(
      CompletableFuture<?> value, long timeoutNanos, MethodHandle call, Executor executor) {
    try {
      return suspendedCalls.resume(value, timeoutNanos, call, executor);
    } catch (Throwable defect) {
      defects.report(defect);
      try {
        return suspendedCalls.afterDefect(value, call, defect);
      } catch (Throwable again) {
        return lastFailed;
      }
    }
  }

  @Override
  public boolean rejected(
      @Nullable String scheme,
      @Nullable String host,
      int port,
      @Nullable String path,
      @Nullable String query,
      @Nullable String sent,
      int status,
      boolean replayable) {
    try {
      boolean again =
          rejections.rejected(scheme, host, port, path, query, sent, status, replayable);
      if (again && sent != null && sent.equals(carried())) {
        // Or the next hop on this stack would get it again.
        carry(null);
      }
      return again;
    } catch (Throwable defect) {
      defects.report(defect);
      return false;
    }
  }

  @Override
  public boolean rejectedIn(
      Object call,
      @Nullable String scheme,
      @Nullable String host,
      int port,
      @Nullable String path,
      @Nullable String query,
      @Nullable String sent,
      int status,
      boolean replayable) {
    try {
      boolean again =
          rejected(
              scheme,
              host,
              port,
              path,
              query,
              sent,
              status,
              replayable && replayed.get(call) == null);
      if (again) {
        replayed.put(call, Boolean.TRUE);
      }
      return again;
    } catch (Throwable defect) {
      defects.report(defect);
      return false;
    }
  }

  @Override
  public boolean displaces(
      @Nullable String scheme,
      @Nullable String host,
      int port,
      @Nullable String path,
      @Nullable String query,
      @Nullable String sent) {
    try {
      ThreadCall call = sent == null ? threadCall() : null;
      return rejections.displaces(
          scheme, host, port, path, query, call == null ? sent : call.sent());
    } catch (Throwable defect) {
      defects.report(defect);
      return false;
    }
  }

  @Override
  public @Nullable Object beginCall() {
    return begin(null, false);
  }

  @Override
  public @Nullable Object beginCall(Object call) {
    return begin(call, false);
  }

  @Override
  public @Nullable Object beginHop(Object call) {
    return begin(call, true);
  }

  private @Nullable Object begin(@Nullable Object call, boolean elsewhere) {
    try {
      ThreadCall around = THREAD_CALL.get();
      THREAD_CALL.set(new ThreadCall(call, elsewhere));
      return around;
    } catch (Throwable defect) {
      defects.report(defect);
      return null;
    }
  }

  @Override
  public boolean isAt(Object call) {
    try {
      ThreadCall at = THREAD_CALL.get();
      return at != null && at.ofClient() == call;
    } catch (Throwable defect) {
      defects.report(defect);
      return true;
    }
  }

  @Override
  public void endCall(@Nullable Object around) {
    try {
      ThreadCall ended = THREAD_CALL.get();
      if (around instanceof ThreadCall) {
        THREAD_CALL.set((ThreadCall) around);
      } else {
        THREAD_CALL.remove();
      }
      Object call = ended == null ? null : ended.ofClient();
      if (call != null && ended.isElsewhere()) {
        if (ended.hops() > 0) {
          hopsElsewhere.put(call, new HopsElsewhere(hopsElsewhere.take(call), ended));
        }
      } else if (call != null) {
        hopsElsewhere.take(call);
      }
    } catch (Throwable defect) {
      defects.report(defect);
    }
  }

  /** This thread's call, or null; it knows what was sent for it elsewhere. */
  private @Nullable ThreadCall threadCall() {
    ThreadCall call = THREAD_CALL.get();
    Object ofClient = call == null ? null : call.ofClient();
    if (ofClient != null && !call.isElsewhere()) {
      HopsElsewhere sent = hopsElsewhere.take(ofClient);
      if (sent != null) {
        sent.addTo(call);
      }
    }
    return call;
  }

  @Override
  public void connected(boolean tls) {
    try {
      ThreadCall call = THREAD_CALL.get();
      if (call != null) {
        call.connected(tls);
      }
    } catch (Throwable defect) {
      defects.report(defect);
    }
  }

  @Override
  public boolean isTls() {
    try {
      ThreadCall call = THREAD_CALL.get();
      return call != null && call.isTls();
    } catch (Throwable defect) {
      defects.report(defect);
      return false;
    }
  }

  @Override
  public void hide(Object answer) {
    try {
      ThreadCall call = THREAD_CALL.get();
      if (call != null) {
        call.hide(answer);
      }
    } catch (Throwable defect) {
      defects.report(defect);
    }
  }

  @Override
  public boolean isHidden(Object answer) {
    try {
      ThreadCall call = THREAD_CALL.get();
      return call != null && call.isHidden(answer);
    } catch (Throwable defect) {
      defects.report(defect);
      return false;
    }
  }

  @Override
  public void sent(@Nullable String value) {
    try {
      ThreadCall call = threadCall();
      if (call != null) {
        call.sent(value);
      }
    } catch (Throwable defect) {
      defects.report(defect);
    }
  }

  @Override
  public int hops() {
    try {
      ThreadCall call = threadCall();
      return call == null ? 0 : call.hops();
    } catch (Throwable defect) {
      defects.report(defect);
      return 0;
    }
  }

  @Override
  public boolean answered(
      @Nullable String scheme,
      @Nullable String host,
      int port,
      @Nullable String path,
      @Nullable String query,
      int status,
      boolean replayable) {
    try {
      ThreadCall call = threadCall();
      if (call == null) {
        return false;
      }
      if (!call.isAnswered()) {
        boolean mayReplay = replayable && call.mayReplay();
        call.answered(rejected(scheme, host, port, path, query, call.sent(), status, mayReplay));
      }
      return call.isToBeReplayed();
    } catch (Throwable defect) {
      defects.report(defect);
      return false;
    }
  }

  @Override
  public BiPredicate<String, String> allButAuthorization() {
    return allButAuthorization;
  }

  private static boolean isNotAuthorization(String name, String value) {
    return !name.equalsIgnoreCase("Authorization");
  }
}
