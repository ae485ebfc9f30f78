package okhttp3;

/** A call. */
public interface Call {

  /** Whether it was given up. */
  boolean isCanceled();
}
