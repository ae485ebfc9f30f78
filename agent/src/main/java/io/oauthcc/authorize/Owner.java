package io.oauthcc.authorize;

import io.oauthcc.config.Registration;
import io.oauthcc.config.Registration.ExistingAuthorization;
import io.oauthcc.token.TokenSource;

/** A registration, as the hops that it acts on need it. */
final class Owner {

  private static final int UNAUTHORIZED = 401;

  private final Registration registration;
  private final TokenSource tokens;
  private final boolean keepsExisting;
  private final boolean notesWhatIsSent;

  Owner(Registration registration, TokenSource tokens) {
    this.registration = registration;
    this.tokens = tokens;
    this.keepsExisting = registration.existingAuthorization() == ExistingAuthorization.KEEP;
    this.notesWhatIsSent =
        registration.unauthorizedStatus().size() > 1
            || !registration.unauthorizedStatus().contains(UNAUTHORIZED);
  }

  Registration registration() {
    return registration;
  }

  TokenSource tokens() {
    return tokens;
  }

  /** Whether a value that the application set itself stays on its hops. */
  boolean keepsExisting() {
    return keepsExisting;
  }

  /**
   * Whether its tokens may be refused with another status than 401: with one that a client takes
   * for nothing special, and so forgets meanwhile what was sent.
   */
  boolean notesWhatIsSent() {
    return notesWhatIsSent;
  }
}
