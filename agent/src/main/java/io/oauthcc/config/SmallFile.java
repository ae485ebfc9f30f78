package io.oauthcc.config;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads a small file whole. What is no regular file is not opened: to open a pipe waits until
 * somebody writes.
 */
public final class SmallFile {

  private SmallFile() {}

  /**
   * What is in the file.
   *
   * @param limit the most bytes it may have
   * @throws IOException whose message goes on after the file's name: {@code does not exist}
   */
  public static byte[] bytes(File file, int limit) throws IOException {
    String mistake = mistake(file);
    if (mistake != null) {
      throw new IOException(mistake);
    }
    byte[] bytes = new byte[4096];
    int size = 0;
    try (InputStream in = new FileInputStream(file)) {
      int count;
      while ((count = in.read(bytes, size, bytes.length - size)) >= 0) {
        size += count;
        if (size > limit) {
          break;
        }
        if (size == bytes.length) {
          bytes = Arrays.copyOf(bytes, 2 * size);
        }
      }
    } catch (IOException e) {
      throw new IOException("cannot be read by this process: " + e.getMessage(), e);
    }
    if (size > limit) {
      int kibibytes = limit / 1024;
      throw new IOException(
          "is larger than " + (kibibytes < 1024 ? kibibytes + " KiB" : kibibytes / 1024 + " MiB"));
    }
    return Arrays.copyOf(bytes, size);
  }

  /**
   * The text of a file in UTF-8, without a byte-order mark.
   *
   * @param limit the most bytes it may have
   * @throws IOException whose message goes on after the file's name: {@code does not exist}
   */
  static String text(File file, int limit) throws IOException {
    byte[] bytes = bytes(file, limit);
    // By name, as StandardCharsets would load five others.
    String text = new String(bytes, 0, bytes.length, "UTF-8");
    if (text.indexOf('\ufffd') >= 0) {
      throw new IOException("is not UTF-8 text");
    }
    return !text.isEmpty() && text.charAt(0) == '\ufeff' ? text.substring(1) : text;
  }

  /** Why a file cannot be read, to go on after its name, or null; its content is not looked at. */
  static @Nullable String mistake(File file) {
    if (file.isFile()) {
      return file.canRead() ? null : "may not be read by this process";
    }
    if (file.isDirectory()) {
      return "is a directory";
    }
    return file.exists() ? "is no regular file: reading it might never end" : "does not exist";
  }
}
