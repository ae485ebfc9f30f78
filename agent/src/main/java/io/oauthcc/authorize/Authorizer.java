package io.oauthcc.authorize;

import io.oauthcc.config.Registration;
import io.oauthcc.config.Registration.ExistingAuthorization;
import io.oauthcc.config.Registration.OnTokenFailure;
import io.oauthcc.log.Log;
import io.oauthcc.token.TokenSource;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Decides what goes on a hop. Every decision is made anew from the scheme, host, port and path that
 * this hop is sent to, so a redirect, a retry or a copied header cannot carry a token to a place
 * that the configuration does not name.
 */
final class Authorizer {

  private final KnownTargets targets;
  private final Map<Registration, TokenSource> tokens;
  private final CallContext context;
  private final RepeatedWarnings warnings;
  private final DefectFailures defectFailures;
  private final Decisions decisions;
  private final Waits waits = new Waits();
  private final Hops hops;

  /**
   * @param tokens a cache for each registration that {@code targets} knows
   * @param lastFailure see {@link DefectFailures}
   * @param agentThreads see {@link RepeatedWarnings}
   */
  /** For the answers. */
  Waits waits() {
    return waits;
  }

  Hops hops() {
    return hops;
  }

  Decisions decisions() {
    return decisions;
  }

  Authorizer(
      KnownTargets targets,
      Map<Registration, TokenSource> tokens,
      CallContext context,
      IOException lastFailure,
      Executor agentThreads,
      Log log) {
    this.targets = targets;
    this.tokens = tokens;
    this.context = context;
    this.defectFailures = new DefectFailures(lastFailure);
    this.warnings = new RepeatedWarnings(agentThreads, log);
    this.decisions = new Decisions(targets, log, "");
    this.hops = new Hops(new Rejections(targets, tokens, context));
  }

  /**
   * What will be put on this hop; never waits.
   *
   * @return null: nothing; a {@link String}: this value; a {@link PendingToken}: the value to come
   */
  @Nullable Object prepare(
      @Nullable String scheme,
      @Nullable String host,
      int port,
      @Nullable String path,
      @Nullable String query,
      @Nullable String existing) {
    Registration registration = targets.match(scheme, host, port, path, query);
    if (context.isAgentThread()) {
      return null;
    }
    if (registration == null) {
      decisions.missed(scheme, host, port, path, query, existing);
      return null;
    }
    TokenSource cache = cacheOf(registration);
    if (existing != null && staysOnMatch(registration, cache, existing, scheme, host, port)) {
      if (!cache.isOurs(existing)) {
        decisions.kept(registration, scheme, host, port);
      }
      return null;
    }
    decisions.authorized(registration, scheme, host, port);
    String usable = cache.usable(scheme, host, port);
    if (usable != null) {
      return usable;
    }
    String carried = context.carried();
    if (carried != null) {
      if (cache.isOurs(carried)) {
        return carried;
      }
      if (carried.equals(nothingFor(registration))) {
        return null;
      }
    }
    return new PendingToken(registration, String.valueOf(host), cache.acquire(scheme, host, port));
  }

  /**
   * What must be on the wire; never waits.
   *
   * @param prepared what the call waited for, or null; used only if it is this hop's registration's
   * @return {@code existing} itself to leave it, null to remove it
   */
  @Nullable String onWire(
      @Nullable String scheme,
      @Nullable String host,
      int port,
      @Nullable String path,
      @Nullable String query,
      @Nullable String existing,
      @Nullable String prepared) {
    Registration registration = targets.match(scheme, host, port, path, query);
    if (registration == null) {
      return existing == null ? null : withoutOurs(existing, host);
    }
    if (context.isAgentThread()) {
      return existing;
    }
    TokenSource cache = cacheOf(registration);
    if (existing != null && staysOnMatch(registration, cache, existing, scheme, host, port)) {
      return existing;
    }
    if (prepared != null && cache.isOurs(prepared)) {
      return prepared;
    }
    String usable = cache.usable(scheme, host, port);
    if (usable != null) {
      return usable;
    }
    return existing == null ? null : withoutOurs(existing, host);
  }

  /**
   * What will be put on this hop; never waits.
   *
   * @param existing what is on it; null: nothing
   * @param call the client's own object for the call, or null
   * @return null: nothing; a {@link String}: this value; an {@link IOException}: the call fails; an
   *     {@link AwaitedToken}: the value to come
   */
  @Nullable Object prepare(Place place, @Nullable List<String> existing, @Nullable Object call) {
    AwaitedToken waited = waits.take(call);
    Owner owner = place.owner;
    if (owner == null) {
      boolean isEmpty = existing == null || existing.isEmpty();
      decisions.missed(
          place.scheme, place.host, place.port, place.path, place.query, isEmpty ? null : "");
      return null;
    }
    if (existing != null && stay(place, owner, existing)) {
      if (!isOurs(existing.get(0))) {
        decisions.kept(owner.registration(), place.scheme, place.host, place.port);
      }
      note(owner, call, null);
      return null;
    }
    decisions.authorized(owner.registration(), place.scheme, place.host, place.port);
    if (waited != null && waited.registration() == owner.registration()) {
      if (waited.failure() != null) {
        return waited.failure();
      }
      return note(owner, call, afterWait(place, owner, waited.value()));
    }
    String usable = owner.tokens().usable(place.scheme, place.host, place.port);
    if (usable != null) {
      return owner.notesWhatIsSent() ? note(owner, call, usable) : usable;
    }
    return waits.begin(
        this,
        place,
        owner.registration(),
        owner.tokens().acquire(place.scheme, place.host, place.port),
        call);
  }

  private @Nullable String afterWait(Place place, Owner owner, @Nullable String waitedFor) {
    String usable = owner.tokens().usable(place.scheme, place.host, place.port);
    return usable == null ? waitedFor : usable;
  }

  private @Nullable String note(Owner owner, @Nullable Object call, @Nullable String value) {
    if (call != null && owner.notesWhatIsSent()) {
      hops.sent(call, value == null ? null : Collections.singletonList(value));
    }
    return value;
  }

  /** Whether all values that are on a hop are left as they are; false if there are none. */
  private boolean stay(Place place, Owner owner, List<String> existing) {
    for (int i = 0; i < existing.size(); i++) {
      if (!stays(place, owner, existing.get(i))) {
        return false;
      }
    }
    return !existing.isEmpty();
  }

  private boolean stays(Place place, Owner owner, String existing) {
    if (owner.tokens().isOursAndGood(existing, place.scheme, place.host, place.port)) {
      return true;
    }
    return owner.keepsExisting() && !isOurs(existing);
  }

  /**
   * What must be on the wire; never waits.
   *
   * @param at a {@link Place}, or what else {@link Places#find} gave
   * @param existing what is on it; null: nothing
   * @param prepared what {@link #prepare} gave or the call waited for, or null; used only if it is
   *     this hop's registration's
   * @return {@code existing} itself to leave it, null to remove it, else a {@link String}
   */
  @Nullable Object onWire(
      @Nullable Object at, @Nullable List<String> existing, @Nullable String prepared) {
    Place place = at instanceof Place ? (Place) at : null;
    Owner owner = place == null ? null : place.owner;
    if (place == null || owner == null) {
      return existing == null || !hasOurs(existing, place == null ? at : place.host)
          ? existing
          : null;
    }
    if (existing != null && stay(place, owner, existing)) {
      return existing;
    }
    if (prepared != null && owner.tokens().isOurs(prepared)) {
      return prepared;
    }
    String usable = owner.tokens().usable(place.scheme, place.host, place.port);
    if (usable != null) {
      return usable;
    }
    return existing == null || !hasOurs(existing, place.host) ? existing : null;
  }

  private boolean hasOurs(List<String> existing, @Nullable Object host) {
    for (int i = 0; i < existing.size(); i++) {
      if (isOurs(existing.get(i))) {
        warnings.warn(
            "The application put a token of ours on a request to "
                + (host == null ? "a host" : host)
                + ", which the configuration does not name for it; it was removed.");
        return true;
      }
    }
    return false;
  }

  /**
   * What a call does for which there is no token.
   *
   * @param cause why, or null if the wait came to its limit
   * @return null: it goes out without
   * @throws IOException it fails
   */
  @Nullable String withoutToken(Place place, Registration registration, @Nullable Throwable cause)
      throws IOException {
    String message = TokenFailureMessage.of(registration, String.valueOf(place.host), cause);
    if (registration.onTokenFailure() == OnTokenFailure.SEND) {
      warnings.warn(message + "; the request goes out without one (on-token-failure=send)");
      return null;
    }
    if (cause == null) {
      warnings.warnInTime(message);
    }
    throw new IOException(message, PlainFailure.of(cause));
  }

  /**
   * How a call fails that met a defect of the agent's: as without a token. Throws nothing: where it
   * is not even known what the registration says, the call fails.
   *
   * @return null: it goes out without
   */
  @Nullable IOException afterDefect(Place place, Throwable defect) {
    try {
      Owner owner = place.owner;
      return owner == null || owner.registration().onTokenFailure() == OnTokenFailure.SEND
          ? null
          : defectFailures.of(owner.registration(), String.valueOf(place.host), defect);
    } catch (Throwable again) {
      return lastFailure();
    }
  }

  /**
   * What a call does for which there is no token.
   *
   * @param cause why, or null if the wait came to its limit
   * @return null: it goes out without
   * @throws IOException it fails
   */
  @Nullable String withoutToken(PendingToken pending, @Nullable Throwable cause)
      throws IOException {
    Registration registration = pending.registration();
    String message = TokenFailureMessage.of(registration, pending.host(), cause);
    if (registration.onTokenFailure() == OnTokenFailure.SEND) {
      warnings.warn(message + "; the request goes out without one (on-token-failure=send)");
      return null;
    }
    if (cause == null) {
      warnings.warnInTime(message);
    }
    throw new IOException(message, PlainFailure.of(cause));
  }

  /**
   * What becomes of a call that met a defect of the agent's: the same as without a token. Where the
   * defect is in the matching itself, the hop counts as foreign.
   *
   * @throws IOException the registration says that the call fails then
   */
  void afterDefect(
      @Nullable String scheme,
      @Nullable String host,
      int port,
      @Nullable String path,
      @Nullable String query,
      Throwable defect)
      throws IOException {
    Registration registration;
    try {
      registration = targets.match(scheme, host, port, path, query);
    } catch (Throwable inMatching) {
      return;
    }
    if (registration != null) {
      afterDefect(registration, String.valueOf(host), defect);
    }
  }

  /** The same for a call that waits already. */
  void afterDefect(PendingToken pending, Throwable defect) throws IOException {
    afterDefect(pending.registration(), pending.host(), defect);
  }

  private void afterDefect(Registration registration, String host, Throwable defect)
      throws IOException {
    if (registration.onTokenFailure() == OnTokenFailure.FAIL) {
      throw defectFailures.of(registration, host, defect);
    }
  }

  /**
   * What {@link #afterDefect} throws, or null. Throws nothing itself: where it is not even known
   * what the registration says, the call fails.
   */
  @Nullable IOException failureAfterDefect(PendingToken pending, Throwable defect) {
    try {
      afterDefect(pending, defect);
      return null;
    } catch (IOException failure) {
      return failure;
    } catch (Throwable again) {
      return lastFailure();
    }
  }

  /** The failure of a call for which not even {@link #afterDefect} can be asked. */
  IOException lastFailure() {
    return defectFailures.last();
  }

  /**
   * What stays on a hop where {@link #onWire} met a defect: nothing is added, and nothing stays
   * that may be a token of ours, for where the hop goes is not known.
   */
  @Nullable String onWireAfterDefect(@Nullable String existing) {
    return existing == null || mayBeOurs(existing) ? null : existing;
  }

  boolean mayBeOurs(String existing) {
    for (Map.Entry<Registration, TokenSource> each : tokens.entrySet()) {
      boolean isOurs;
      try {
        isOurs = each.getValue().isOurs(existing);
      } catch (Throwable cannotTell) {
        String scheme = each.getKey().scheme();
        isOurs = existing.regionMatches(true, 0, scheme, 0, scheme.length());
      }
      if (isOurs) {
        return true;
      }
    }
    return false;
  }

  /** What a call carries that waited for {@code registration}'s token and goes out without. */
  static String nothingFor(Registration registration) {
    return "no token for " + registration.id();
  }

  private TokenSource cacheOf(Registration registration) {
    TokenSource cache = tokens.get(registration);
    if (cache == null) {
      throw new IllegalStateException("registration " + registration.id() + " has no token cache");
    }
    return cache;
  }

  /** Whether a value already on a hop of {@code registration} is left as it is. */
  private boolean staysOnMatch(
      Registration registration,
      TokenSource cache,
      String existing,
      @Nullable String scheme,
      @Nullable String host,
      int port) {
    if (cache.isOursAndGood(existing, scheme, host, port)) {
      return true;
    }
    if (isOurs(existing)) {
      return false;
    }
    return registration.existingAuthorization() == ExistingAuthorization.KEEP;
  }

  private @Nullable String withoutOurs(String existing, @Nullable String host) {
    if (!isOurs(existing)) {
      return existing;
    }
    warnings.warn(
        "The application put a token of ours on a request to "
            + host
            + ", which the configuration does not name for it; it was removed.");
    return null;
  }

  private boolean isOurs(String existing) {
    for (TokenSource cache : tokens.values()) {
      if (cache.isOurs(existing)) {
        return true;
      }
    }
    return false;
  }
}
