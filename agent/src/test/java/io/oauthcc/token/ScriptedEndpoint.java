package io.oauthcc.token;

import io.oauthcc.grant.IssuedToken;
import io.oauthcc.grant.TokenClient;
import io.oauthcc.grant.TokenException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** A token endpoint that gives {@code token-1}, {@code token-2}, …, or fails as it is told. */
final class ScriptedEndpoint implements TokenClient {

  private final Queue<TokenException> failures = new ArrayDeque<>();
  private Duration lifetime = Duration.ofMinutes(5);
  private List<String> warnings = List.of();
  private @Nullable Runnable onTheWay;
  private boolean broken;
  private boolean changed;
  private boolean sameToken;
  private int requests;
  private int looks;

  @Override
  public IssuedToken fetch() throws TokenException {
    requests++;
    if (onTheWay != null) {
      onTheWay.run();
    }
    if (broken) {
      throw new IllegalStateException("a defect");
    }
    TokenException failure = failures.poll();
    if (failure != null) {
      throw failure;
    }
    return new IssuedToken(sameToken ? "token" : "token-" + requests, lifetime, warnings);
  }

  @Override
  public boolean hasChanged() {
    looks++;
    if (broken) {
      throw new IllegalStateException("a defect");
    }
    return changed;
  }

  void lifetime(Duration next) {
    lifetime = next;
  }

  void warnings(String... next) {
    warnings = List.of(next);
  }

  void onTheWay(Runnable what) {
    onTheWay = what;
  }

  void broken(boolean next) {
    broken = next;
  }

  /** The next requests fail, one for each call of this. */
  void failFatally() {
    failures.add(
        new TokenException(
            "https://as.test/token answered 401 invalid_client",
            TokenException.Kind.INVALID_CLIENT));
  }

  void failFatally(Duration retryAfter) {
    failures.add(
        new TokenException(
            "https://as.test/token answered 403", TokenException.Kind.FATAL, retryAfter, null));
  }

  void failInPassing(Duration retryAfter) {
    failures.add(
        new TokenException(
            "https://as.test/token answered 503", TokenException.Kind.PASSING, retryAfter, null));
  }

  void failInPassing() {
    failures.add(
        new TokenException("https://as.test/token answered 503", TokenException.Kind.PASSING));
  }

  void failTransiently(@Nullable Duration retryAfter) {
    failures.add(
        new TokenException(
            "https://as.test/token answered 503", TokenException.Kind.TRANSIENT, retryAfter, null));
  }

  void changed(boolean next) {
    changed = next;
  }

  /** As a server that hands out a token again while it is valid. */
  void sameTokenAlways() {
    sameToken = true;
  }

  /** How often {@link #hasChanged} was asked. */
  int looks() {
    return looks;
  }

  int requests() {
    return requests;
  }
}
