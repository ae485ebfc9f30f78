package io.oauthcc.it.driver;

import java.net.CookieHandler;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Calls of {@code java.net.http.HttpClient}, given up by cancelling the future. */
public final class PendingJavaHttpCalls extends PendingDriver {
  private final Map<String, HttpClient> clients = new ConcurrentHashMap<>();
  private final Map<String, ExecutorService> executors = new ConcurrentHashMap<>();
  private final Set<String> ranOn = new ConcurrentSkipListSet<>();

  /** For {@link Driver}, by name. */
  public PendingJavaHttpCalls() {}

  @Override
  Pending start(Line how) throws Exception {
    if (how.find("closing") != null) {
      return onThread(
          how,
          () -> {
            HttpClient.class.getMethod("close").invoke(client(how.get("client")));
            return "closed";
          },
          () -> false);
    }
    HttpClient client = clients.computeIfAbsent(how.get("client"), key -> build(key, how));
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(how.get("url")));
    if (how.find("timeout") != null) {
      request.timeout(Duration.ofMillis(how.number("timeout")));
    }
    if (how.find("async") == null) {
      return onThread(
          how, () -> status(client.send(request.build(), BodyHandlers.ofString())), () -> false);
    }
    CompletableFuture<HttpResponse<String>> answer =
        client.sendAsync(request.build(), BodyHandlers.ofString());
    Pending pending = running(() -> answer.cancel(true));
    CompletableFuture<?> unused =
        answer.whenComplete(
            (response, failure) -> {
              if (failure == null) {
                pending.end(status(response));
              } else {
                pending.fail(failure);
              }
            });
    return pending;
  }

  private static String status(HttpResponse<String> response) {
    return String.valueOf(response.statusCode());
  }

  private HttpClient client(String key) {
    HttpClient client = clients.get(key);
    if (client == null) {
      throw new IllegalArgumentException("no client " + key);
    }
    return client;
  }

  private HttpClient build(String key, Line how) {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(
                "2".equals(how.find("version"))
                    ? HttpClient.Version.HTTP_2
                    : HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.ALWAYS);
    String executor = String.valueOf(how.find("executor"));
    if (executor.equals("direct")) {
      builder.executor(Runnable::run);
    } else if (executor.equals("single")) {
      ExecutorService single =
          Executors.newSingleThreadExecutor(
              task -> {
                Thread thread = new Thread(task, "own");
                thread.setDaemon(true);
                return thread;
              });
      executors.put(key, single);
      builder.executor(single);
    }
    if (how.find("cookies") != null) {
      builder.cookieHandler(new Watching());
    }
    return builder.build();
  }

  @Override
  void endClient(String client, String how) throws ReflectiveOperationException {
    if (how.equals("executor")) {
      ExecutorService executor = executors.get(client);
      if (executor == null) {
        throw new IllegalArgumentException("no executor for " + client);
      }
      executor.shutdown();
    } else {
      HttpClient.class.getMethod(how).invoke(client(client));
    }
  }

  @Override
  String ranOn() {
    String names = String.join("\n", new TreeSet<>(ranOn));
    ranOn.clear();
    return names;
  }

  /** Notes the threads that it is asked on, and their context class loaders. */
  private final class Watching extends CookieHandler {
    @Override
    public Map<String, List<String>> get(URI uri, Map<String, List<String>> headers) {
      Thread thread = Thread.currentThread();
      @Nullable ClassLoader context = thread.getContextClassLoader();
      ranOn.add(
          thread.getName()
              + " with "
              + (context == ClassLoader.getSystemClassLoader() ? "its own loader" : context));
      return Map.of();
    }

    @Override
    public void put(URI uri, Map<String, List<String>> headers) {}
  }
}
