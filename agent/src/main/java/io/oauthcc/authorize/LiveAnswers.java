package io.oauthcc.authorize;

import io.oauthcc.time.Scheduler;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The answers that put tokens on hops. */
final class LiveAnswers implements Answers {

  private final Places places;
  private final Authorizer authorizer;
  private final Scheduler scheduler;
  private final Defects defects;

  LiveAnswers(Places places, Authorizer authorizer, Scheduler scheduler, Defects defects) {
    this.places = places;
    this.authorizer = authorizer;
    this.scheduler = scheduler;
    this.defects = defects;
  }

  @Override
  public @Nullable Object place(
      @Nullable String scheme,
      @Nullable String host,
      int port,
      @Nullable String path,
      @Nullable String query) {
    return places.find(scheme, host, port, path, query);
  }

  @Override
  public @Nullable Object placeAfterDefect(
      @Nullable String scheme,
      @Nullable String host,
      int port,
      @Nullable String path,
      @Nullable String query) {
    return places.match(scheme, host, port, path, query);
  }

  @Override
  public @Nullable Object prepare(
      Place place, @Nullable List<String> existing, @Nullable Object call) {
    return authorizer.prepare(place, existing, call);
  }

  @Override
  public @Nullable IOException afterDefect(@Nullable Place place, Throwable defect) {
    return place == null ? authorizer.lastFailure() : authorizer.afterDefect(place, defect);
  }

  @Override
  public void giveUp(Object call) {
    authorizer.waits().giveUp(call);
  }

  @Override
  public CompletionStage<?> settled(AwaitedToken token, long nanos) {
    Settled settled = new Settled(token, authorizer, defects);
    settled.begin(scheduler, nanos);
    return settled;
  }

  @Override
  public @Nullable Object onWire(
      @Nullable Object place,
      @Nullable List<String> existing,
      @Nullable String prepared,
      @Nullable Object call) {
    Object onWire = authorizer.onWire(place, existing, prepared);
    if (call != null) {
      boolean isNobodys = !(place instanceof Place) || ((Place) place).owner == null;
      List<String> kept = onWire == existing ? existing : null;
      authorizer
          .hops()
          .sent(
              call,
              isNobodys
                  ? null
                  : onWire instanceof String ? Collections.singletonList((String) onWire) : kept);
    }
    return onWire;
  }

  @Override
  public boolean mayBeOurs(String value) {
    return authorizer.mayBeOurs(value);
  }

  @Override
  public boolean answered(
      Place place, Object call, @Nullable List<String> sent, int status, boolean replayable) {
    return authorizer.hops().answered(place, call, sent, status, replayable);
  }

  @Override
  public boolean displaces(Place place, Object call, @Nullable List<String> sent) {
    return authorizer.hops().displaces(place, call, sent);
  }
}
