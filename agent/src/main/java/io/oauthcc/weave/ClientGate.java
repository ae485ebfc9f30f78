package io.oauthcc.weave;

import io.oauthcc.log.Log;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Sees every class of the application on its way in and looks at its name, no more, until a class
 * of an HTTP client appears. Until then nothing of the weaver is loaded.
 */
public final class ClientGate implements ClassFileTransformer {

  private final Client[] clients;
  private final Instrumentation instrumentation;
  private final HookInstaller hook;
  private final Executor agentThreads;
  private final Log log;
  private @Nullable ClientWeaving weaving;

  /**
   * A gate that weaves nothing before {@code hook} could be installed.
   *
   * @param disabledClients the names of the clients to leave alone, {@code okhttp}
   * @param agentThreads runs what must not run on the application's threads
   */
  public ClientGate(
      Instrumentation instrumentation,
      Set<String> disabledClients,
      HookInstaller hook,
      Executor agentThreads,
      Log log) {
    this.clients = enabled(disabledClients);
    this.instrumentation = instrumentation;
    this.hook = hook;
    this.agentThreads = agentThreads;
    this.log = log;
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
    if (className == null) {
      return null;
    }
    for (Client client : clients) {
      if (client.claims(className, loader)) {
        return weaving().weave(client, loader, className, domain, classFile);
      }
    }
    return null;
  }

  /**
   * Weaves the clients' classes that the VM has loaded already, one by one. One that cannot be
   * woven costs an error line.
   */
  public void retransformLoaded() {
    for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
      String className = loaded.getName().replace('.', '/');
      for (Client client : clients) {
        if (client.claims(className, loaded.getClassLoader())
            && !weaving().isDone(client, loaded.getClassLoader(), className)) {
          retransform(loaded);
          break;
        }
      }
    }
  }

  private static Client[] enabled(Set<String> disabledClients) {
    Client[] all = {
      HttpUrlConnectionClient.client(),
      JavaHttpClient.client(),
      OkHttpClient.withExchangeCodecs(),
      OkHttpClient.withCodecs()
    };
    Client[] enabled = new Client[all.length];
    int count = 0;
    for (Client client : all) {
      if (!disabledClients.contains(client.name)) {
        enabled[count++] = client;
      }
    }
    return Arrays.copyOf(enabled, count);
  }

  private void retransform(Class<?> loaded) {
    try {
      instrumentation.retransformClasses(loaded);
    } catch (Exception | LinkageError failure) {
      log.error(
          loaded.getName() + ", which was loaded before the agent, cannot be woven.", failure);
    }
  }

  private synchronized ClientWeaving weaving() {
    if (weaving == null) {
      weaving = new ClientWeaving(clients, hook, agentThreads, this, log);
    }
    return weaving;
  }
}
