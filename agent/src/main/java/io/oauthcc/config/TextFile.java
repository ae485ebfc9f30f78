package io.oauthcc.config;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Reads a small UTF-8 file whole. */
final class TextFile {

  private TextFile() {}

  /**
   * The file's text without a byte-order mark.
   *
   * @param limit the most bytes it may have
   * @throws IOException whose message goes on after the file's name: {@code does not exist}
   */
  static String read(File file, int limit) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (InputStream in = new FileInputStream(file)) {
      byte[] buffer = new byte[8192];
      int count;
      while ((count = in.read(buffer)) >= 0) {
        bytes.write(buffer, 0, count);
        if (bytes.size() > limit) {
          throw new IOException("is larger than " + limit / 1024 + " KiB");
        }
      }
    } catch (FileNotFoundException e) {
      throw new IOException(whyNotFound(file));
    }
    String text = new String(bytes.toByteArray(), StandardCharsets.UTF_8);
    if (text.indexOf('\ufffd') >= 0) {
      throw new IOException("is not UTF-8 text");
    }
    return text.startsWith("\ufeff") ? text.substring(1) : text;
  }

  private static String whyNotFound(File file) {
    if (file.isDirectory()) {
      return "is a directory";
    }
    return file.exists() ? "may not be read by this process" : "does not exist";
  }
}
