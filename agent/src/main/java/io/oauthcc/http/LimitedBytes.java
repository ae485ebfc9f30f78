package io.oauthcc.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** The first 64 KiB of a stream, and whether there was more. */
final class LimitedBytes {

  static final int LIMIT = 64 * 1024;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private boolean cut;

  /**
   * Reads to the end or to the limit. Closes nothing: that would read on to the end of a stream
   * without end.
   *
   * @throws IOException if the stream breaks; what came before is kept
   */
  void readFrom(InputStream in) throws IOException {
    byte[] buffer = new byte[4096];
    int read;
    while (!cut && (read = in.read(buffer)) != -1) {
      int room = LIMIT - bytes.size();
      bytes.write(buffer, 0, Math.min(read, room));
      cut = read > room;
    }
  }

  /** Whether there was more than is kept. */
  boolean isCut() {
    return cut;
  }

  byte[] bytes() {
    return bytes.toByteArray();
  }
}
