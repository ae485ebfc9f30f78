package io.oauthcc.it.driver;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import okhttp3.Callback;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;

/** Calls of OkHttp 3.9 to 5, given up by {@code cancel()}. */
public final class PendingOkHttpCalls extends PendingDriver {
  private final Map<String, OkHttpClient> clients = new ConcurrentHashMap<>();

  /** For {@link Driver}, by name. */
  public PendingOkHttpCalls() {}

  @Override
  Pending start(Line how) {
    okhttp3.Call call =
        clients
            .computeIfAbsent(how.get("client"), key -> client(how))
            .newCall(new Request.Builder().url(how.get("url")).build());
    if (how.find("async") == null) {
      return onThread(how, () -> status(call.execute()), () -> cancel(call));
    }
    Pending pending = running(() -> cancel(call));
    call.enqueue(
        new Callback() {
          @Override
          public void onFailure(okhttp3.Call failed, IOException e) {
            pending.fail(e);
          }

          @Override
          public void onResponse(okhttp3.Call answered, Response response) {
            pending.end(status(response));
          }
        });
    return pending;
  }

  private static boolean cancel(okhttp3.Call call) {
    call.cancel();
    return true;
  }

  private static OkHttpClient client(Line how) {
    OkHttpClient.Builder builder =
        new OkHttpClient.Builder()
            .socketFactory(new PromptSocketFactory())
            .readTimeout(1, TimeUnit.MINUTES)
            .protocols(
                "2".equals(how.find("version"))
                    ? Arrays.asList(Protocol.HTTP_2, Protocol.HTTP_1_1)
                    : Collections.singletonList(Protocol.HTTP_1_1));
    if (how.find("timeout") != null) {
      // Not before 3.12.
      builder.callTimeout(how.number("timeout"), TimeUnit.MILLISECONDS);
    }
    return builder.build();
  }

  private static String status(Response response) {
    try (Response closed = response) {
      return String.valueOf(closed.code());
    }
  }

  @Override
  void endClient(String client, String how) {
    OkHttpClient ending = clients.get(client);
    if (ending == null) {
      throw new IllegalArgumentException("no client " + client);
    }
    ExecutorService executor = ending.dispatcher().executorService();
    if (how.equals("shutdownNow")) {
      executor.shutdownNow();
    } else {
      executor.shutdown();
      ending.dispatcher().cancelAll();
    }
  }
}
