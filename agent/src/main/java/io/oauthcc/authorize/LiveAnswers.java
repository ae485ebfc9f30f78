package io.oauthcc.authorize;

import io.oauthcc.target.Place;
import io.oauthcc.time.Scheduler;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The answers that put tokens on hops. */
final class LiveAnswers implements Answers {

  private final Owners owners;
  private final Authorizer authorizer;
  private final Decisions decisions;
  private final Scheduler scheduler;
  private final DefectFailures failures;
  private final Defects defects;
  private final CompletableFuture<Object> lastSettled = new CompletableFuture<>();
  private final Waits waits = new Waits();
  private final Rejections rejections;

  /**
   * @param failures how calls fail that meet a defect
   */
  LiveAnswers(
      Owners owners,
      Authorizer authorizer,
      Decisions decisions,
      Scheduler scheduler,
      DefectFailures failures,
      Defects defects) {
    this.owners = owners;
    this.authorizer = authorizer;
    this.decisions = decisions;
    this.scheduler = scheduler;
    this.failures = failures;
    this.defects = defects;
    this.rejections = new Rejections(owners);
    this.lastSettled.completeExceptionally(failures.last());
  }

  @Override
  public void foreign(@Nullable String scheme, @Nullable String host, int port) {
    decisions.foreign(scheme, host, port);
  }

  @Override
  public void loadWhatCallsNeed() {
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
    } catch (Throwable defect) {
      defects.report(defect);
    }
  }

  @Override
  public @Nullable Object prepare(
      Place place, @Nullable List<String> existing, @Nullable Object call) {
    AwaitedToken waited = call == null ? null : waits.take(call);
    Owner owner = owners.of(place);
    if (owner == null) {
      decisions.missed(place, existing);
      return null;
    }
    Object prepared =
        authorizer.leaves(place, owner, existing) ? null : value(place, owner, waited, call);
    if (call != null && owner.notesWhatIsSent()) {
      note(call, prepared instanceof String ? prepared : null, null);
    }
    return prepared;
  }

  private @Nullable Object value(
      Place place, Owner owner, @Nullable AwaitedToken waited, @Nullable Object call) {
    AwaitedToken own = waited != null && waited.owner() == owner ? waited : null;
    IOException failure = own == null ? null : own.failure();
    if (failure != null) {
      return failure;
    }
    String usable = owner.tokens().usable(place.scheme(), place.host(), place.port());
    if (usable != null || own != null) {
      return usable == null && own != null ? own.value() : usable;
    }
    return waits.begin(authorizer, place, owner, call);
  }

  @Override
  public void giveUp(Object call) {
    waits.giveUp(call);
  }

  @Override
  public CompletionStage<?> settled(AwaitedToken token, long nanos) {
    Settled settled = new Settled(token, authorizer, failures, defects);
    settled.begin(scheduler, nanos);
    return settled;
  }

  @Override
  public CompletionStage<?> lastSettled() {
    return lastSettled;
  }

  @Override
  public @Nullable Object onWire(
      @Nullable Object place,
      @Nullable List<String> existing,
      @Nullable String prepared,
      @Nullable Object call) {
    Object onWire = authorizer.onWire(place, owner(place), existing, prepared);
    if (call != null) {
      boolean isSomebodys = place instanceof Place && ((Place) place).owner() != null;
      note(call, isSomebodys ? onWire : null, existing);
    }
    return onWire;
  }

  /** A defect in it costs the replay, and not the header. */
  private void note(Object call, @Nullable Object value, @Nullable List<String> existing) {
    try {
      rejections.sent(
          call,
          value instanceof String
              ? Collections.singletonList((String) value)
              : value == null ? null : existing);
    } catch (Throwable defect) {
      defects.report(defect);
    }
  }

  private @Nullable Owner owner(@Nullable Object place) {
    return place instanceof Place ? owners.of((Place) place) : null;
  }

  @Override
  public @Nullable List<String> onWireAfterDefect(@Nullable List<String> existing) {
    return authorizer.onWireAfterDefect(existing);
  }

  @Override
  public boolean answered(
      Place place, Object call, @Nullable List<String> sent, int status, boolean replayable) {
    boolean again = rejections.answered(place, call, sent, status, replayable);
    if (again) {
      // Or the next hop would get again what it waited for.
      waits.forget(call);
    }
    return again;
  }

  @Override
  public boolean displaces(Place place, Object call, @Nullable List<String> sent) {
    return rejections.displaces(place, call, sent);
  }

  @Override
  public void prefetch() {
    owners.prefetch();
  }
}
