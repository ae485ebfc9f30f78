package okhttp3;

import java.util.List;

/** A request that never changes. */
public abstract class Request {

  /** Where it goes. */
  public abstract HttpUrl url();

  /** Every value of a header. */
  public abstract List<String> headers(String name);

  /** Its body, or null. */
  public abstract RequestBody body();

  /** A builder of a copy. */
  public abstract Builder newBuilder();

  /** Builds a request. */
  public abstract static class Builder {

    /** Replaces every value of a header. */
    public abstract Builder header(String name, String value);

    /** Removes every value of a header. */
    public abstract Builder removeHeader(String name);

    /** The request. */
    public abstract Request build();
  }
}
