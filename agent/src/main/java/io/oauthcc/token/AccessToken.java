package io.oauthcc.token;

import io.oauthcc.grant.TokenText;
import io.oauthcc.time.Moment;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A token in use: the header value made of it, until when it is good, and when it is to be renewed.
 * Prints no token.
 */
final class AccessToken {

  private static final int MOST_REFUSALS = 64;

  private final String value;
  private final String header;
  private final Moment expiry;

  /** When the background renewal is due; null once it is asked for. */
  private final AtomicReference<@Nullable Moment> renewalDue;

  private volatile boolean used;

  /** Who refused it; null, as long as nobody did, is all that a call reads of it. */
  private volatile Origin @Nullable [] refusals;

  /**
   * @param expiry when it counts as expired, {@code expiry-margin} before it really is
   * @param renewalDue when its background renewal is to start
   */
  AccessToken(String scheme, String value, Moment expiry, Moment renewalDue) {
    this.value = value;
    this.header = scheme + ' ' + value;
    this.expiry = expiry;
    this.renewalDue = new AtomicReference<>(renewalDue);
  }

  /** The value of the {@code Authorization} header. */
  String header() {
    return header;
  }

  boolean isExpired(long nanoTime, long currentTimeMillis) {
    return expiry.hasPassed(nanoTime, currentTimeMillis);
  }

  /** Whether it was handed out since {@link #markUnused()}. */
  boolean isUsed() {
    return used;
  }

  /** Writes only the first time: the field is read by every call on every core. */
  void markUsed() {
    if (!used) {
      used = true;
    }
  }

  void markUnused() {
    used = false;
  }

  /** When its background renewal is due, or null if that was asked for. */
  @Nullable Moment renewalDue() {
    return renewalDue.get();
  }

  /** True for one caller alone, who has the renewal started that was due then. */
  boolean claimRenewal(Moment due) {
    return renewalDue.compareAndSet(due, null);
  }

  /** Its renewal failed and is due again. */
  void renewAt(Moment due) {
    renewalDue.set(due);
  }

  /**
   * An API refused it. Guarded by the cache's lock.
   *
   * @return false if so many did that no more are kept apart
   */
  boolean refuse(@Nullable String scheme, @Nullable String host, int port) {
    Origin[] before = refusals;
    if (before == null) {
      refusals = new Origin[] {new Origin(scheme, host, port)};
      return true;
    }
    if (isRefusedBy(scheme, host, port)) {
      return true;
    }
    if (before.length >= MOST_REFUSALS) {
      return false;
    }
    Origin[] after = Arrays.copyOf(before, before.length + 1);
    after[before.length] = new Origin(scheme, host, port);
    refusals = after;
    return true;
  }

  /** Whether any API did. */
  boolean isRefused() {
    return refusals != null;
  }

  /** Whether the API did that a hop goes to. Takes no lock, allocates nothing. */
  boolean isRefusedBy(@Nullable String scheme, @Nullable String host, int port) {
    Origin[] all = refusals;
    if (all == null) {
      return false;
    }
    for (Origin origin : all) {
      if (origin.is(scheme, host, port)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the server gave the same value for both. */
  boolean hasValueOf(AccessToken other) {
    return value.equals(other.value);
  }

  /** Whether a header value has this token in it as a word, whatever stands before and after. */
  boolean isCarriedBy(String authorization) {
    if (authorization.equals(header)) {
      return true;
    }
    for (int at = authorization.indexOf(value);
        at >= 0;
        at = authorization.indexOf(value, at + 1)) {
      int end = at + value.length();
      boolean begins = at == 0 || !TokenText.isOf(authorization.charAt(at - 1));
      boolean ends = end == authorization.length() || !TokenText.isOf(authorization.charAt(end));
      if (begins && ends) {
        return true;
      }
    }
    return false;
  }

  @Override
  public String toString() {
    return "access token ***";
  }
}
