package io.oauthcc.weave;

import io.oauthcc.log.Log;
import java.io.IOException;
import java.security.AccessController;
import java.security.CodeSource;
import java.security.PrivilegedAction;
import java.security.ProtectionDomain;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * What happens from the first class of a client on: the hook is put in place, a class loader's copy
 * of the client is checked as a whole, and its classes are woven as they come.
 *
 * <p>Class files are read without holding a lock: the application's class loaders take locks of
 * their own.
 */
final class ClientWeaving {

  private final Client[] clients;
  private final HookInstaller hook;
  private final Executor agentThreads;
  private final ClientGate gate;
  private final Log log;
  private final Weaver weaver = new Weaver();
  private final WovenSets sets = new WovenSets();
  private final AtomicBoolean isLookingForMissed = new AtomicBoolean();
  private @Nullable Boolean isHookInstalled;

  ClientWeaving(
      Client[] clients, HookInstaller hook, Executor agentThreads, ClientGate gate, Log log) {
    this.clients = clients;
    this.hook = hook;
    this.agentThreads = agentThreads;
    this.gate = gate;
    this.log = log;
  }

  /**
   * Weaves a class that {@code claimant} claims.
   *
   * @return null to leave it as it is; the log says why
   */
  byte @Nullable [] weave(
      Client claimant,
      @Nullable ClassLoader loader,
      String className,
      @Nullable ProtectionDomain domain,
      byte[] classFile) {
    return AccessController.doPrivileged(
        new PrivilegedAction<byte @Nullable []>() {
          @Override
          public byte @Nullable [] run() {
            try {
              return isHookInstalled()
                  ? weaveInSet(claimant, loader, className, domain, classFile)
                  : null;
            } catch (Throwable defect) {
              log.error(
                  className.replace('/', '.')
                      + " cannot be woven: its requests go out as without the agent.",
                  defect);
              return null;
            }
          }
        });
  }

  /** Whether nothing is left to do for a class that {@code claimant} claims. */
  boolean isDone(Client claimant, @Nullable ClassLoader loader, String className) {
    return sets.isDone(loader, claimant.name, claimant.prefix(className), className);
  }

  private byte @Nullable [] weaveInSet(
      Client claimant,
      @Nullable ClassLoader loader,
      String className,
      @Nullable ProtectionDomain domain,
      byte[] classFile)
      throws IOException {
    String prefix = claimant.prefix(className);
    ClassFiles classFiles = new ClassFiles(loader, className, classFile);
    WovenSet set = sets.find(loader, claimant.name, prefix);
    if (set == null) {
      set = decide(loader, claimant.name, prefix, domain, classFiles);
    }
    sets.see(loader, claimant.name, prefix, className);
    if (set.layout == null || !set.layout.claims(className, loader)) {
      return null;
    }
    byte[] woven = weaver.weave(set.layout, prefix, className, classFiles);
    lookForMissed();
    return woven;
  }

  private WovenSet decide(
      @Nullable ClassLoader loader,
      String clientName,
      String prefix,
      @Nullable ProtectionDomain domain,
      ClassFiles classFiles)
      throws IOException {
    Shape shape = new Shape(classFiles);
    Client fitting = null;
    List<String> leastMissing = null;
    for (Client layout : clients) {
      if (fitting == null && layout.name.equals(clientName)) {
        List<String> missing = shape.missing(layout, prefix);
        if (missing.isEmpty()) {
          fitting = layout;
        } else if (leastMissing == null || missing.size() < leastMissing.size()) {
          leastMissing = missing;
        }
      }
    }
    WovenSet set = new WovenSet(clientName, prefix, fitting);
    if (sets.add(loader, set) && fitting == null) {
      log.error(
          clientName
              + " ("
              + source(domain)
              + ", Java "
              + System.getProperty("java.version")
              + ") cannot be woven: its requests go out as without the agent. Missing: "
              + leastMissing);
    }
    return set;
  }

  /** The jar that a class came from, by file name, or the JDK. */
  private static String source(@Nullable ProtectionDomain domain) {
    CodeSource source = domain == null ? null : domain.getCodeSource();
    if (source == null || source.getLocation() == null) {
      return "of the JDK";
    }
    String path = source.getLocation().getPath();
    int end = path.endsWith("/") ? path.length() - 1 : path.length();
    return path.substring(path.lastIndexOf('/', end - 1) + 1, end);
  }

  private synchronized boolean isHookInstalled() {
    if (isHookInstalled == null) {
      try {
        hook.install();
        isHookInstalled = true;
      } catch (Exception | LinkageError failure) {
        isHookInstalled = false;
        log.error(
            "No HTTP client can be woven: every request goes out as without the agent.", failure);
      }
    }
    return isHookInstalled;
  }

  /**
   * Has an agent thread weave the classes that were loaded inside a transformation, which the VM
   * offers to no agent.
   */
  private void lookForMissed() {
    if (isLookingForMissed.compareAndSet(false, true)) {
      agentThreads.execute(
          new Runnable() {
            @Override
            public void run() {
              isLookingForMissed.set(false);
              gate.retransformLoaded();
            }
          });
    }
  }
}
