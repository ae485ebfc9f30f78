package io.oauthcc.weave;

import io.oauthcc.log.Log;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import org.jspecify.annotations.Nullable;

/**
 * Sees every class of the application on its way in and looks at its name, no more, until a class
 * of an HTTP client appears. Until then nothing of the weaver is loaded.
 */
public final class ClientGate implements ClassFileTransformer, Runnable {

  private final Instrumentation instrumentation;
  private final WeavingSource source;
  private final Log log;
  private volatile @Nullable ClientWeaving weaving;
  private volatile boolean isBroken;

  /**
   * Held while loaded classes are woven, which other agents take part in. Only the agent's own
   * threads, premain and a late attachment take it, none of which has a lock of the application's.
   */
  private final Object oneByOne = new Object();

  /** A gate that asks {@code source} for the weaver when it has a use for it. */
  public ClientGate(Instrumentation instrumentation, WeavingSource source, Log log) {
    this.instrumentation = instrumentation;
    this.source = source;
    this.log = log;
    // Loaded here, or the first question to the gate would be about the names' own class.
    ClientNames.load();
  }

  /**
   * Returns the woven class, or null to leave it as it is. Throws nothing and loads no class of the
   * application.
   */
  @Override
  public byte @Nullable [] transform(
      @Nullable ClassLoader loader,
      @Nullable String className,
      @Nullable Class<?> loaded,
      @Nullable ProtectionDomain domain,
      byte[] classFile) {
    if (className == null || !ClientNames.claim(className, loader)) {
      return null;
    }
    try {
      return isBroken ? null : weaving().weave(loader, className, domain, classFile);
    } catch (Throwable defect) {
      giveUp(className, defect);
      return null;
    }
  }

  /**
   * Weaves the clients' classes that the VM has loaded already, one by one. One that cannot be
   * woven costs an error line. Returns when they are woven, also those that another thread is at.
   */
  @Override
  public void run() {
    synchronized (oneByOne) {
      // The VM gives none once it is about to end.
      Class<?>[] all = instrumentation.getAllLoadedClasses();
      for (Class<?> loaded : all == null ? new Class<?>[0] : all) {
        if (ClientNames.mayClaim(loaded.getName())) {
          weaveAgain(loaded);
        }
      }
    }
  }

  private void weaveAgain(Class<?> loaded) {
    ClassLoader loader = loaded.getClassLoader();
    String className = loaded.getName().replace('.', '/');
    if (!ClientNames.claim(className, loader) || isDone(loader, className)) {
      return;
    }
    try {
      instrumentation.retransformClasses(loaded);
    } catch (Throwable failure) {
      leaveAlone(loaded, className, failure);
    }
  }

  private void leaveAlone(Class<?> loaded, String className, Throwable failure) {
    try {
      weaving().leaveAlone(loaded, className, failure);
    } catch (Throwable defect) {
      giveUp(className, defect);
    }
  }

  private boolean isDone(@Nullable ClassLoader loader, String className) {
    try {
      return isBroken || weaving().isDone(loader, className);
    } catch (Throwable defect) {
      giveUp(className, defect);
      return true;
    }
  }

  /** Where there is no weaver at all, one line is enough. */
  private void giveUp(String className, Throwable defect) {
    if (!isBroken) {
      isBroken = true;
      tell(
          className + " cannot be woven, nor any other class: requests go out as without the agent",
          defect);
    }
  }

  /**
   * Threads that come at once each make one, and use the first that was ready. None waits for
   * another: other agents see the classes that are loaded for it.
   */
  private ClientWeaving weaving() {
    ClientWeaving known = weaving;
    return known == null ? firstOf(source.weaving(this)) : known;
  }

  private synchronized ClientWeaving firstOf(ClientWeaving made) {
    ClientWeaving known = weaving;
    ClientWeaving first = known == null ? made : known;
    weaving = first;
    return first;
  }

  private void tell(String message, Throwable failure) {
    try {
      log.error(message, failure);
    } catch (Throwable unheeded) {
      // What stops even the log from working must still not reach the application.
    }
  }
}
