package okhttp3;

/** A request's body. */
public abstract class RequestBody {

  /** Whether it can be written once only; since OkHttp 3.14. */
  public abstract boolean isOneShot();

  /** Whether it may still be written when the answer comes; since OkHttp 3.14. */
  public abstract boolean isDuplex();
}
