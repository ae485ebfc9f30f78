package io.oauthcc.it.driver;

import java.io.IOException;
import java.lang.reflect.Field;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;

/**
 * OkHttp 3.14 or 4. Without timeouts, because Okio's thread for them cannot be stopped. The threads
 * that OkHttp keeps for a minute can.
 */
public final class VisitedOkHttp implements VisitedClient {
  private final OkHttpClient client =
      new OkHttpClient.Builder()
          .connectTimeout(0, TimeUnit.SECONDS)
          .readTimeout(0, TimeUnit.SECONDS)
          .writeTimeout(0, TimeUnit.SECONDS)
          .build();

  /** For {@link Visit}, by name. */
  public VisitedOkHttp() {}

  @Override
  public int get(String url) throws Exception {
    try (Response response = client.newCall(new Request.Builder().url(url).build()).execute()) {
      ResponseBody body = response.body();
      // What is left unread is skipped with a timeout.
      return body == null || body.string().isEmpty() ? -1 : response.code();
    }
  }

  @Override
  public void close() throws IOException {
    client.connectionPool().evictAll();
    try {
      poolThreads().shutdownNow();
    } catch (ReflectiveOperationException e) {
      throw new IOException(e);
    }
  }

  private static ExecutorService poolThreads() throws ReflectiveOperationException {
    try {
      Class<?> runner = Class.forName("okhttp3.internal.concurrent.TaskRunner");
      Object backend = runner.getMethod("getBackend").invoke(runner.getField("INSTANCE").get(null));
      return (ExecutorService) read(backend.getClass(), "executor", backend);
    } catch (ClassNotFoundException before4) {
      Class<?> pool = Class.forName("okhttp3.internal.connection.RealConnectionPool");
      return (ExecutorService) read(pool, "executor", null);
    }
  }

  private static Object read(Class<?> type, String name, @Nullable Object owner)
      throws ReflectiveOperationException {
    Field field = type.getDeclaredField(name);
    field.setAccessible(true);
    return field.get(owner);
  }
}
