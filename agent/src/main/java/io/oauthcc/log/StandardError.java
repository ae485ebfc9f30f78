package io.oauthcc.log;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.security.AccessController;
import java.security.PrivilegedAction;

/**
 * The standard error of the process. {@code System.err} is the application's: Ant, test runners and
 * application servers put streams of their own there, and a line of the agent's would end up in
 * their output, or in whatever code such a stream calls. The build has SLF4J read {@link #STREAM}
 * wherever it reads {@code System.err}.
 */
public final class StandardError {

  /** Writes each line at once; never throws. */
  public static final PrintStream STREAM =
      AccessController.doPrivileged(
          new PrivilegedAction<PrintStream>() {
            @Override
            public PrintStream run() {
              return new PrintStream(new FileOutputStream(FileDescriptor.err), true);
            }
          });

  private StandardError() {}
}
