package io.oauthcc.authorize;

import io.oauthcc.config.Registration;
import io.oauthcc.log.Log;
import io.oauthcc.target.Place;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The answers of {@code dry-run}: finds whose a hop is, has a token fetched, and tells the operator
 * what would be sent. Every hop leaves as it came, and nothing waits for it.
 */
final class DryAnswers implements Answers {

  private static final int MOST_TOLD = 256;

  private final Owners owners;
  private final Decisions decisions;
  private final Log log;
  private final Set<String> told = ConcurrentHashMap.newKeySet();

  DryAnswers(Owners owners, Decisions decisions, Log log) {
    this.owners = owners;
    this.decisions = decisions;
    this.log = log;
  }

  /** Each piece of news is told once. */
  @Override
  public @Nullable Object prepare(
      Place place, @Nullable List<String> existing, @Nullable Object call) {
    boolean isOwn = existing != null && !existing.isEmpty();
    Owner owner = owners.of(place);
    if (owner == null) {
      decisions.missed(place, existing);
      return null;
    }
    Registration registration = owner.registration();
    if (isOwn && owner.keepsExisting()) {
      decisions.kept(registration, place.scheme(), place.host(), place.port());
      return null;
    }
    tell(
        "dry-run: requests to "
            + Decisions.origin(place.scheme(), place.host(), place.port())
            + " would be sent with \"Authorization: "
            + registration.scheme()
            + " ***\", the token of registration "
            + registration.id());
    if (owner.tokens().usable(place.scheme(), place.host(), place.port()) == null) {
      // Nobody waits for it; what comes of it is logged where it is fetched.
      CompletableFuture<String> unused =
          owner.tokens().acquire(place.scheme(), place.host(), place.port());
    }
    return null;
  }

  private void tell(String news) {
    if (told.size() < MOST_TOLD && told.add(news)) {
      log.info(news);
    }
  }

  @Override
  public void foreign(@Nullable String scheme, @Nullable String host, int port) {
    decisions.foreign(scheme, host, port);
  }

  @Override
  public void loadWhatCallsNeed() {}

  @Override
  public void giveUp(Object call) {}

  @Override
  public CompletionStage<?> settled(AwaitedToken token, long nanos) {
    return CompletableFuture.completedFuture(token);
  }

  @Override
  public CompletionStage<?> lastSettled() {
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public @Nullable Object onWire(
      @Nullable Object place,
      @Nullable List<String> existing,
      @Nullable String prepared,
      @Nullable Object call) {
    return existing;
  }

  @Override
  public @Nullable List<String> onWireAfterDefect(@Nullable List<String> existing) {
    return existing;
  }

  @Override
  public boolean answered(
      Place place, Object call, @Nullable List<String> sent, int status, boolean replayable) {
    return false;
  }

  @Override
  public boolean displaces(Place place, Object call, @Nullable List<String> sent) {
    return false;
  }

  @Override
  public void prefetch() {
    owners.prefetch();
  }
}
