package io.oauthcc.agent;

import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.security.AccessController;
import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;
import org.jspecify.annotations.Nullable;

/**
 * What the agent does with its own permissions instead of its caller's. Loaded only where there is
 * a security manager; elsewhere these classes of the JDK would be loaded for nothing.
 */
final class Privileged {

  private Privileged() {}

  /** As {@link AgentMain#start}. */
  static void start(@Nullable String arguments, Instrumentation instrumentation, boolean lateAttach)
      throws Exception {
    try {
      AccessController.doPrivileged(
          new PrivilegedExceptionAction<@Nullable Void>() {
            @Override
            public @Nullable Void run() throws Exception {
              AgentMain.start(arguments, instrumentation, lateAttach);
              return null;
            }
          });
    } catch (PrivilegedActionException failure) {
      throw failure.getException();
    }
  }

  /** As {@link ClassArchive#read}. */
  static byte[] read(ClassArchive archive) throws IOException {
    try {
      return AccessController.doPrivileged(
          new PrivilegedExceptionAction<byte[]>() {
            @Override
            public byte[] run() throws IOException {
              return archive.read();
            }
          });
    } catch (PrivilegedActionException failure) {
      throw (IOException) failure.getException();
    }
  }
}
