package io.oauthcc.log;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.AccessController;
import java.security.PrivilegedAction;
import org.jspecify.annotations.Nullable;

/**
 * Where SLF4J writes lines: the build has it read {@link #STREAM} wherever it reads {@code
 * System.err}. That is the application's: Ant, test runners and application servers put streams of
 * their own there, and a line of the agent's would end up in their output, or in whatever code such
 * a stream calls. Nor may SLF4J open a log file: it would empty it.
 */
public final class LogStream {

  /**
   * Writes each line at once, to the log file or the process's own standard error or output; never
   * throws.
   */
  public static final PrintStream STREAM =
      AccessController.doPrivileged(
          new PrivilegedAction<PrintStream>() {
            @Override
            public PrintStream run() {
              File file = file();
              return isStandardOutput(file)
                  ? new LineStream(null, new FileOutputStream(FileDescriptor.out))
                  : new LineStream(file, new FileOutputStream(FileDescriptor.err));
            }
          });

  private LogStream() {}

  /**
   * Whether the process has it open already. Where that is a file, what is written to it by its
   * path and what the application prints would overwrite each other.
   */
  static boolean isStandardOutput(@Nullable File file) {
    String path = file == null ? "" : file.getPath();
    return path.equals("/dev/stdout") || path.equals("/dev/fd/1") || path.equals("/proc/self/fd/1");
  }

  /** What {@link AgentLog#FILE_RESOURCE} names, or null. */
  private static @Nullable File file() {
    ClassLoader loader = LogStream.class.getClassLoader();
    try (InputStream in = loader.getResourceAsStream(AgentLog.FILE_RESOURCE)) {
      if (in == null) {
        return null;
      }
      ByteArrayOutputStream path = new ByteArrayOutputStream();
      for (int next = in.read(); next >= 0; next = in.read()) {
        path.write(next);
      }
      return new File(new String(path.toByteArray(), StandardCharsets.UTF_8));
    } catch (IOException unreadable) {
      return null;
    }
  }
}
