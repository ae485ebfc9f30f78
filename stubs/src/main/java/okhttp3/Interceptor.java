package okhttp3;

/** A step of a call. */
public interface Interceptor {

  /** What is left of the call. */
  interface Chain {

    /** The request as it is at this step. */
    Request request();

    /** The call. */
    Call call();

    /** What the hop is sent over, or null before there is one. */
    Connection connection();
  }
}
