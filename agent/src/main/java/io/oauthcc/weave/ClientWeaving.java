package io.oauthcc.weave;

import io.oauthcc.log.Log;
import java.io.IOException;
import java.security.AccessController;
import java.security.CodeSource;
import java.security.PrivilegedAction;
import java.security.ProtectionDomain;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What happens from the first class of a client on: the hook is put in place, a class loader's copy
 * of the client is checked as a whole, and its classes are woven as they come.
 *
 * <p>Class files are read without holding a lock: the application's class loaders take locks of
 * their own.
 */
public final class ClientWeaving {

  /** More differently named jars of clients that are not woven are not worth a line each. */
  private static final int MOST_NAMED = 100;

  private final String javaVersion;
  private final List<Client> clients;
  private final List<UnwovenClient> unwoven;
  private final HookInstaller hook;
  private final Executor agentThreads;
  private final Runnable afterWeave;
  private final Log log;
  private final Weaver weaver = new Weaver();
  private final WovenSets sets = new WovenSets();
  private final Set<String> named = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean isLookingForMissed = new AtomicBoolean();
  private final AtomicReference<@Nullable Boolean> isHookInstalled = new AtomicReference<>();

  /**
   * Weaves nothing before {@code hook} could be installed.
   *
   * @param javaVersion for messages
   * @param disabledClients the names of the clients to leave alone, {@code okhttp}
   * @param agentThreads runs what must not run on the application's threads
   * @param afterWeave looks for classes of clients that were loaded meanwhile
   */
  public ClientWeaving(
      String javaVersion,
      Set<String> disabledClients,
      HookInstaller hook,
      Executor agentThreads,
      Runnable afterWeave,
      Log log) {
    this.javaVersion = javaVersion;
    this.clients = Clients.allBut(disabledClients);
    this.unwoven = Clients.unwovenBut(disabledClients);
    this.hook = hook;
    this.agentThreads = agentThreads;
    this.afterWeave = afterWeave;
    this.log = log;
  }

  /**
   * Weaves a class of a client.
   *
   * @return null to leave it as it is; the log says why
   */
  byte @Nullable [] weave(
      @Nullable ClassLoader loader,
      String className,
      @Nullable ProtectionDomain domain,
      byte[] classFile) {
    Client claimant = claimant(className);
    if (claimant == null) {
      UnwovenClient known = unwoven(className);
      if (known != null
          && sets.add(loader, new WovenSet(known.name, known.prefix(className), null))) {
        name(known, domain);
      }
      return null;
    }
    return AccessController.doPrivileged(
        new PrivilegedAction<byte @Nullable []>() {
          @Override
          public byte @Nullable [] run() {
            try {
              return isHookInstalled()
                  ? weaveInSet(claimant, loader, className, domain, classFile)
                  : null;
            } catch (Throwable defect) {
              giveUp(claimant, loader, className, domain, defect);
              return null;
            }
          }
        });
  }

  /** To be called if the VM does not exchange a class that it has loaded. */
  void leaveAlone(Class<?> loaded, String className, Throwable failure) {
    Client claimant = claimant(className);
    if (claimant != null) {
      giveUp(claimant, loaded.getClassLoader(), className, loaded.getProtectionDomain(), failure);
    }
  }

  /** Whether nothing is left to do for a class. */
  boolean isDone(@Nullable ClassLoader loader, String className) {
    Client claimant = claimant(className);
    if (claimant != null) {
      return sets.isDone(loader, claimant.name, claimant.prefix(className), className);
    }
    UnwovenClient known = unwoven(className);
    return known == null || sets.isDone(loader, known.name, known.prefix(className), className);
  }

  private @Nullable UnwovenClient unwoven(String className) {
    for (UnwovenClient client : unwoven) {
      if (client.claims(className)) {
        return client;
      }
    }
    return null;
  }

  /** One line for each jar, however many class loaders have it. */
  private void name(UnwovenClient client, @Nullable ProtectionDomain domain) {
    String source = source(domain);
    if (named.size() < MOST_NAMED && named.add(client.name + source)) {
      log.warn(
          client.name
              + " ("
              + source
              + ") is not woven: its requests go out as without the agent. "
              + client.remedy);
    }
  }

  private @Nullable Client claimant(String className) {
    for (Client client : clients) {
      if (client.claims(className)) {
        return client;
      }
    }
    return null;
  }

  private byte @Nullable [] weaveInSet(
      Client claimant,
      @Nullable ClassLoader loader,
      String className,
      @Nullable ProtectionDomain domain,
      byte[] classFile)
      throws IOException {
    String prefix = claimant.prefix(className);
    WovenSet set = sets.find(loader, claimant.name, prefix);
    if (set == null || (set.layout != null && claimant.root != null)) {
      try (ClassFiles shown = new ClassFiles(loader)) {
        if (claimant.root != null && !Shape.isShown(className, classFile, shown)) {
          throw new IllegalStateException(
              "the class loader loads one copy of it and shows the class files of another");
        }
        if (set == null) {
          set = decide(loader, claimant, prefix, domain, className, classFile, shown);
        }
      }
    }
    sets.see(loader, claimant.name, prefix, className);
    if (set.layout == null || !set.layout.claims(className)) {
      return null;
    }
    byte[] woven = weaver.weave(set.layout, prefix, className, classFile);
    lookForMissed();
    return woven;
  }

  /** All of a client's classes are woven, or none: what was woven already is undone. */
  private void giveUp(
      Client claimant,
      @Nullable ClassLoader loader,
      String className,
      @Nullable ProtectionDomain domain,
      Throwable defect) {
    if (sets.giveUp(loader, claimant.name, claimant.prefix(className))) {
      log.error(cannotBeWoven(claimant, domain) + className.replace('/', '.'), defect);
      lookForMissed();
    }
  }

  private String cannotBeWoven(Client client, @Nullable ProtectionDomain domain) {
    return client.name
        + " ("
        + (client.root == null ? "of the JDK" : source(domain))
        + ", Java "
        + javaVersion
        + ") cannot be woven: its requests go out as without the agent. ";
  }

  private WovenSet decide(
      @Nullable ClassLoader loader,
      Client claimant,
      String prefix,
      @Nullable ProtectionDomain domain,
      String className,
      byte[] classFile,
      ClassFiles classFiles)
      throws IOException {
    Shape shape = new Shape(classFiles, className, classFile);
    Client fitting = null;
    for (Client layout : clients) {
      if (fitting == null && layout.name.equals(claimant.name) && shape.fits(layout, prefix)) {
        fitting = layout;
      }
    }
    // What cannot be read is to be found out before anything is decided: it is told of then.
    List<String> missing =
        fitting == null ? leastMissing(claimant, prefix, shape) : Collections.emptyList();
    boolean isKnown = fitting == null && isKnown(claimant.name, prefix, classFiles);
    WovenSet set = new WovenSet(claimant.name, prefix, fitting);
    if (sets.add(loader, set) && fitting == null && !isKnown) {
      log.error(cannotBeWoven(claimant, domain) + remedy(claimant.name) + "Missing: " + missing);
    }
    return set;
  }

  /** What the layout lacks that comes nearest. */
  private List<String> leastMissing(Client claimant, String prefix, Shape shape)
      throws IOException {
    List<String> least = Collections.emptyList();
    for (Client layout : clients) {
      if (layout.name.equals(claimant.name)) {
        List<String> missing = shape.missing(layout, prefix);
        least = least.isEmpty() || missing.size() < least.size() ? missing : least;
      }
    }
    return least;
  }

  /** Whether this is a client that is named by another of its classes, when it is used. */
  private boolean isKnown(String clientName, String prefix, ClassFiles classFiles)
      throws IOException {
    for (UnwovenClient known : unwoven) {
      if (known.isOfLayout && known.key.equals(clientName)) {
        if (classFiles.read(prefix + known.className) != null) {
          return true;
        }
      }
    }
    return false;
  }

  private String remedy(String clientName) {
    for (UnwovenClient known : unwoven) {
      if (known.key.equals(clientName)) {
        return known.remedy + " ";
      }
    }
    return "";
  }

  /** The jar that a class came from, by file name. */
  private static String source(@Nullable ProtectionDomain domain) {
    CodeSource source = domain == null ? null : domain.getCodeSource();
    if (source == null || source.getLocation() == null) {
      return "of unknown origin";
    }
    String path = source.getLocation().getPath();
    int end = path.endsWith("/") ? path.length() - 1 : path.length();
    return path.substring(path.lastIndexOf('/', end - 1) + 1, end);
  }

  /**
   * Threads that come at once do it all of them: one that waited for another could wait for ever,
   * as other agents see each class that is loaded for it. What the first found out counts.
   */
  private boolean isHookInstalled() {
    Boolean known = isHookInstalled.get();
    if (known != null) {
      return known;
    }
    Throwable failure = null;
    try {
      hook.install();
    } catch (Throwable defect) {
      failure = defect;
    }
    boolean isInstalled = failure == null;
    if (!isHookInstalled.compareAndSet(null, isInstalled)) {
      return Boolean.TRUE.equals(isHookInstalled.get());
    }
    if (failure != null) {
      log.error(
          "No HTTP client can be woven: every request goes out as without the agent.", failure);
    }
    return isInstalled;
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
              afterWeave.run();
            }
          });
    }
  }
}
