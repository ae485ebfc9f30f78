package okhttp3;

/** A step of a call. */
public interface Interceptor {

  /** What is left of the call. */
  interface Chain {

    /** The request as it is at this step. */
    Request request();

    /** The call. */
    Call call();
  }
}
