package io.oauthcc.authorize;

import io.oauthcc.config.Registration;
import io.oauthcc.config.Registration.OnTokenFailure;
import io.oauthcc.target.Place;
import io.oauthcc.token.TokenSource;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decides what goes on a hop. Every decision is made anew from the {@link Place} that this hop is
 * sent to, so a redirect, a retry or a copied header cannot carry a token to a place that the
 * configuration does not name.
 */
final class Authorizer {

  private final Map<Registration, TokenSource> tokens;
  private final Decisions decisions;
  private final RepeatedWarnings warnings;

  /**
   * @param tokens a cache for each registration
   */
  Authorizer(
      Map<Registration, TokenSource> tokens, Decisions decisions, RepeatedWarnings warnings) {
    this.tokens = tokens;
    this.decisions = decisions;
    this.warnings = warnings;
  }

  /**
   * Whether a hop of a registration is left as it is, for what is on it; tells the operator what
   * becomes of it.
   *
   * @param existing null: nothing is
   */
  boolean leaves(Place place, Owner owner, @Nullable List<String> existing) {
    if (existing == null || !stay(place, owner, existing)) {
      decisions.authorized(owner.registration(), place.scheme(), place.host(), place.port());
      return false;
    }
    if (!owner.tokens().isOurs(existing.get(existing.size() - 1))) {
      decisions.kept(owner.registration(), place.scheme(), place.host(), place.port());
    }
    return true;
  }

  /**
   * What must be on the wire; never waits.
   *
   * @param at a {@link Place}, or what else {@link LateAnswers#place} gave
   * @param owner whose it is; null: nobody's
   * @param existing what is on it; null: nothing
   * @param prepared what the call got or waited for, or null; used only if it is this hop's
   *     registration's
   * @return {@code existing} itself to leave it, null to remove it, else a {@link String}
   */
  @Nullable Object onWire(
      @Nullable Object at,
      @Nullable Owner owner,
      @Nullable List<String> existing,
      @Nullable String prepared) {
    Place place = at instanceof Place ? (Place) at : null;
    if (place == null || owner == null) {
      return withoutOurs(existing, place == null ? at : place.host());
    }
    if (existing != null && stay(place, owner, existing)) {
      return existing;
    }
    if (prepared != null && owner.tokens().isOurs(prepared)) {
      return prepared;
    }
    String usable = owner.tokens().usable(place.scheme(), place.host(), place.port());
    return usable == null ? withoutOurs(existing, place.host()) : usable;
  }

  /** Whether there are values on a hop of a registration, and all of them are left as they are. */
  private boolean stay(Place place, Owner owner, List<String> existing) {
    for (String value : existing) {
      boolean isGood =
          owner.tokens().isOursAndGood(value, place.scheme(), place.host(), place.port());
      if (!isGood && !(owner.keepsExisting() && !isOurs(value))) {
        return false;
      }
    }
    return !existing.isEmpty();
  }

  private @Nullable List<String> withoutOurs(
      @Nullable List<String> existing, @Nullable Object host) {
    if (existing != null) {
      for (String value : existing) {
        if (isOurs(value)) {
          warnings.warn(
              "The application put a token of ours on a request to "
                  + host
                  + ", which the configuration does not name for it; it was removed.");
          return null;
        }
      }
    }
    return existing;
  }

  private boolean isOurs(String existing) {
    for (TokenSource cache : tokens.values()) {
      if (cache.isOurs(existing)) {
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
  @Nullable String withoutToken(Place place, Owner owner, @Nullable Throwable cause)
      throws IOException {
    Registration registration = owner.registration();
    String message = TokenFailureMessage.of(registration, place.host(), cause);
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
   * What stays on a hop where {@link #onWire} met a defect: nothing is added, and nothing stays
   * that may be a token of ours, for where the hop goes is not known.
   */
  @Nullable List<String> onWireAfterDefect(@Nullable List<String> existing) {
    if (existing != null) {
      for (String value : existing) {
        if (mayBeOurs(value)) {
          return null;
        }
      }
    }
    return existing;
  }

  private boolean mayBeOurs(String existing) {
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
}
