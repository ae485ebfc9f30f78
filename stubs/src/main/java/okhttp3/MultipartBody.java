package okhttp3;

import java.util.List;

/** A body of several. */
public abstract class MultipartBody extends RequestBody {

  /** Its parts. */
  public abstract List<Part> parts();

  /** One of them. */
  public abstract static class Part {

    /** What is in it. */
    public abstract RequestBody body();
  }
}
