package io.oauthcc.authorize;

import io.oauthcc.token.TokenSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A registration's tokens, as a test says they are. */
final class FakeTokens implements TokenSource {

  @Nullable String usable;
  int acquired;
  Runnable whileAcquiring = () -> {};
  CompletableFuture<String> flight = new CompletableFuture<>();
  final Set<String> minted = new HashSet<>();
  final Set<String> unexpired = new HashSet<>();

  final List<String> evicted = new ArrayList<>();
  final List<String> rejected = new ArrayList<>();

  /** Makes {@code value} the usable token's header value. */
  FakeTokens serving(String value) {
    usable = value;
    minted.add(value);
    unexpired.add(value);
    return this;
  }

  /** A token of before. */
  FakeTokens servedOnce(String value) {
    minted.add(value);
    return this;
  }

  @Override
  public @Nullable String usable(@Nullable String scheme, @Nullable String host, int port) {
    return usable;
  }

  @Override
  public CompletableFuture<String> acquire(
      @Nullable String scheme, @Nullable String host, int port) {
    acquired++;
    whileAcquiring.run();
    return flight;
  }

  @Override
  public boolean isOurs(String authorization) {
    return minted.contains(authorization);
  }

  @Override
  public boolean isOursAndGood(
      String authorization, @Nullable String scheme, @Nullable String host, int port) {
    return unexpired.contains(authorization);
  }

  @Override
  public boolean evict(
      String authorization, @Nullable String scheme, @Nullable String host, int port) {
    evicted.add(authorization);
    return unexpired.remove(authorization);
  }

  @Override
  public boolean rejected(
      String authorization, @Nullable String scheme, @Nullable String host, int port) {
    rejected.add(authorization);
    return unexpired.remove(authorization);
  }

  @Override
  public void prefetch() {}
}
