package io.oauthcc.agent;

import java.io.IOException;
import java.security.AccessController;
import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;

/**
 * Reads an archive with the agent's own permissions instead of its caller's: the application's code
 * is further up the stack when a class is first needed. Loaded only where there is a security
 * manager; elsewhere these classes of the JDK would be loaded for nothing.
 */
final class Privileged implements PrivilegedExceptionAction<byte[]> {

  private final ClassArchive archive;

  private Privileged(ClassArchive archive) {
    this.archive = archive;
  }

  /** As {@link ClassArchive#read}. */
  static byte[] read(ClassArchive archive) throws IOException {
    try {
      return AccessController.doPrivileged(new Privileged(archive));
    } catch (PrivilegedActionException failure) {
      throw (IOException) failure.getException();
    }
  }

  @Override
  public byte[] run() throws IOException {
    return archive.read();
  }
}
