package io.oauthcc.it.driver;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Several clients in one application. A call names the driver it is for, or goes to each in turn.
 */
public final class SeveralClientsDriver implements HttpDriver {
  private final ConcurrentMap<String, HttpDriver> drivers = new ConcurrentHashMap<>();
  private final AtomicInteger turn = new AtomicInteger();

  /** For {@link Driver}, by name. */
  public SeveralClientsDriver() {}

  @Override
  public Answer call(Call call) throws Exception {
    return driver(call).call(call);
  }

  /** A call of a synchronous method is started on a thread of its own. */
  @Override
  public CompletableFuture<Answer> begin(Call call) throws Exception {
    HttpDriver driver = driver(call);
    if (call.async()) {
      return driver.begin(call);
    }
    CompletableFuture<Answer> answer = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                answer.complete(driver.call(call));
              } catch (Throwable e) {
                answer.completeExceptionally(e);
              }
            },
            "call");
    thread.start();
    return answer;
  }

  @Override
  public Answer webSocket(Call call) throws Exception {
    return driver(call).webSocket(call);
  }

  private HttpDriver driver(Call call) {
    String name = call.driver();
    if (name != null) {
      return drivers.computeIfAbsent(name, SeveralClientsDriver::make);
    }
    List<HttpDriver> known = new ArrayList<>(drivers.values());
    return known.get(Math.floorMod(turn.getAndIncrement(), known.size()));
  }

  private static HttpDriver make(String name) {
    try {
      return Class.forName(name)
          .asSubclass(HttpDriver.class)
          .getDeclaredConstructor()
          .newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("no driver " + name, e);
    }
  }
}
