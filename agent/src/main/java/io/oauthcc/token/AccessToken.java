package io.oauthcc.token;

/** A token in use: the header value made of it, and until when it is good. Prints no token. */
final class AccessToken {

  private final String value;
  private final String header;
  private final Moment expiry;
  private volatile boolean used;

  /**
   * @param expiry when it counts as expired, {@code expiry-margin} before it really is
   */
  AccessToken(String scheme, String value, Moment expiry) {
    this.value = value;
    this.header = scheme + ' ' + value;
    this.expiry = expiry;
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

  /** Whether a header value has this token in it as a word, whatever stands before and after. */
  boolean isCarriedBy(String authorization) {
    for (int at = authorization.indexOf(value);
        at >= 0;
        at = authorization.indexOf(value, at + 1)) {
      int end = at + value.length();
      boolean begins = at == 0 || !isTokenCharacter(authorization.charAt(at - 1));
      boolean ends = end == authorization.length() || !isTokenCharacter(authorization.charAt(end));
      if (begins && ends) {
        return true;
      }
    }
    return false;
  }

  /** RFC 6750 §2.1, {@code b64token}. */
  private static boolean isTokenCharacter(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || "-._~+/=".indexOf(c) >= 0;
  }

  @Override
  public String toString() {
    return "access token ***";
  }
}
