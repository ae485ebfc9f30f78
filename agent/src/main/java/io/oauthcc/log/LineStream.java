package io.oauthcc.log;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.security.AccessController;
import java.security.PrivilegedAction;
import org.jspecify.annotations.Nullable;

/**
 * Writes each line whole, in one piece, to the end of the log file, or to standard error. The file
 * is opened for each line, so that several JVMs may share it, and whoever rotates logs may empty it
 * or move it away; no line is lost in a file that nobody finds any more.
 *
 * <p>While the file cannot be written, lines go to standard error, and one says why. Never throws.
 */
final class LineStream extends PrintStream {

  private final @Nullable File file;
  private final OutputStream standard;
  private boolean isTold;

  /**
   * @param file null for {@code standard} alone
   * @param standard what the process has open from its start, standard error for a file's log
   */
  LineStream(@Nullable File file, OutputStream standard) {
    super(standard, true);
    this.file = file;
    this.standard = standard;
  }

  /** All that SLF4J calls, one thread at a time. */
  @Override
  public void println(@Nullable String line) {
    byte[] bytes = bytes(line);
    if (file == null || !append(file, bytes)) {
      writeToStandard(bytes);
    }
  }

  private boolean append(File target, byte[] bytes) {
    Exception failure = failureOf(target, bytes);
    if (failure == null) {
      isTold = false;
      return true;
    }
    if (!isTold) {
      isTold = true;
      writeToStandard(
          bytes(
              "[oauthcc] WARN The log file cannot be written ("
                  + failure.getMessage()
                  + "); until it can, lines go to standard error."));
    }
    return false;
  }

  /** Under a security manager the application, whose thread this may be, need not write there. */
  private static @Nullable Exception failureOf(File target, byte[] bytes) {
    return AccessController.doPrivileged(
        new PrivilegedAction<@Nullable Exception>() {
          @Override
          public @Nullable Exception run() {
            try (OutputStream out = open(target)) {
              out.write(bytes);
              return null;
            } catch (IOException | RuntimeException failure) {
              return failure;
            }
          }
        });
  }

  /** To open a pipe waits until somebody reads it. What the process has open in /dev is read. */
  private static OutputStream open(File target) throws IOException {
    if (target.exists()
        && !target.isFile()
        && !target.isDirectory()
        && !target.getPath().startsWith("/dev/")) {
      throw new IOException(target + " is no regular file any more");
    }
    return new FileOutputStream(target, true);
  }

  private void writeToStandard(byte[] bytes) {
    try {
      standard.write(bytes);
      standard.flush();
    } catch (IOException | RuntimeException unheeded) {
      // There is nobody left to tell.
    }
  }

  private static byte[] bytes(@Nullable String line) {
    return (line + System.lineSeparator()).getBytes(Charset.defaultCharset());
  }
}
