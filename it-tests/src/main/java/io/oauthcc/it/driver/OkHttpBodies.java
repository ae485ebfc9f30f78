package io.oauthcc.it.driver;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.FormBody;
import okhttp3.MediaType;
import okhttp3.MultipartBody;
import okhttp3.RequestBody;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/** OkHttp's ways to send more than a piece of text. */
final class OkHttpBodies {

  private OkHttpBodies() {}

  /** A file beside a field, in a part of a form. */
  static RequestBody nested(RequestBody file) {
    RequestBody inner =
        new MultipartBody.Builder("inner")
            .setType(MultipartBody.MIXED)
            .addPart(new FormBody.Builder().add("a", "field").build())
            .addPart(file)
            .build();
    return new MultipartBody.Builder("outer")
        .setType(MultipartBody.FORM)
        .addFormDataPart("name", "value")
        .addFormDataPart("files", null, inner)
        .build();
  }

  /** What a thread writes that was made for it: a second time nobody comes. */
  static RequestBody duplex(byte[] bytes) {
    AtomicBoolean begun = new AtomicBoolean();
    return new RequestBody() {
      @Override
      public @Nullable MediaType contentType() {
        return null;
      }

      @Override
      public boolean isDuplex() {
        return true;
      }

      @Override
      public void writeTo(BufferedSink sink) {
        if (begun.compareAndSet(false, true)) {
          new Thread(() -> write(bytes, sink)).start();
        }
      }
    };
  }

  private static void write(byte[] bytes, BufferedSink sink) {
    try (BufferedSink closed = sink) {
      closed.write(bytes);
    } catch (IOException e) {
      // The server hears no more.
    }
  }
}
