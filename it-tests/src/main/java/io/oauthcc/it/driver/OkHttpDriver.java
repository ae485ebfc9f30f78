package io.oauthcc.it.driver;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.Callback;
import okhttp3.Cookie;
import okhttp3.CookieJar;
import okhttp3.Credentials;
import okhttp3.EventListener;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/**
 * OkHttp 3.9 to 5: compiled against one version, it uses only what all of them have. It watches
 * itself with an interceptor, a network interceptor and an event listener, as applications do.
 */
public final class OkHttpDriver implements HttpDriver {
  private final ConcurrentMap<String, OkHttpClient> clients = new ConcurrentHashMap<>();
  private final AtomicInteger asked = new AtomicInteger();

  /** For {@link Driver}, by name. */
  public OkHttpDriver() {}

  @Override
  public Answer call(Call call) throws Exception {
    if (call.async()) {
      return begin(call).get().asked(asked.getAndSet(0));
    }
    Sight sight = new Sight();
    return answer(client(call).newCall(request(call, sight)).execute(), sight)
        .asked(asked.getAndSet(0));
  }

  @Override
  public CompletableFuture<Answer> begin(Call call) {
    Sight sight = new Sight();
    CompletableFuture<Answer> answer = new CompletableFuture<>();
    client(call)
        .newCall(request(call, sight))
        .enqueue(
            new Callback() {
              @Override
              public void onFailure(okhttp3.Call failed, IOException e) {
                answer.completeExceptionally(e);
              }

              @Override
              public void onResponse(okhttp3.Call answered, Response response) {
                try {
                  answer.complete(answer(response, sight));
                } catch (IOException | RuntimeException e) {
                  answer.completeExceptionally(e);
                }
              }
            });
    return answer;
  }

  @Override
  public Answer webSocket(Call call) throws Exception {
    Sight sight = new Sight();
    CompletableFuture<Answer> answer = new CompletableFuture<>();
    client(call)
        .newWebSocket(
            request(call, sight),
            new WebSocketListener() {
              @Override
              public void onOpen(WebSocket socket, Response response) {
                sight.addAll(response);
                socket.send("ping");
              }

              @Override
              public void onMessage(WebSocket socket, String text) {
                answer.complete(new Answer(101, call.url(), "websocket", text, sight.values()));
                socket.close(1000, null);
              }

              @Override
              public void onFailure(
                  WebSocket socket, Throwable error, @Nullable Response response) {
                if (response == null) {
                  answer.completeExceptionally(error);
                } else {
                  response.close();
                  answer.complete(
                      new Answer(response.code(), call.url(), "websocket", "", sight.values()));
                }
              }
            });
    return answer.get();
  }

  private OkHttpClient client(Call call) {
    return clients.computeIfAbsent(call.clientKey(), key -> build(call));
  }

  private OkHttpClient build(Call call) {
    OkHttpClient.Builder builder =
        new OkHttpClient.Builder()
            .protocols(
                call.version().equals("2")
                    ? Arrays.asList(Protocol.HTTP_2, Protocol.HTTP_1_1)
                    : Collections.singletonList(Protocol.HTTP_1_1))
            .socketFactory(new PromptSocketFactory())
            .dns(OkHttpDriver::addresses)
            .addInterceptor(OkHttpDriver::watch)
            .addNetworkInterceptor(OkHttpDriver::watch)
            .eventListener(new Events());
    Integer proxyPort = call.proxyPort();
    if (proxyPort != null) {
      builder.proxy(
          new Proxy(
              call.socks() ? Proxy.Type.SOCKS : Proxy.Type.HTTP,
              new InetSocketAddress(InetAddress.getLoopbackAddress(), proxyPort)));
    }
    String password = call.password();
    if (password != null) {
      builder.authenticator((route, response) -> authenticated(response, password));
      builder.proxyAuthenticator((route, response) -> proxyAuthenticated(response, password));
    }
    if (call.cookies()) {
      builder.cookieJar(new Jar());
    }
    String reporting = call.reporting();
    if (reporting != null) {
      Reporting report = new Reporting(reporting);
      builder.addNetworkInterceptor(
          chain -> {
            Response response = chain.proceed(chain.request());
            report.report();
            return response;
          });
    }
    return builder.build();
  }

  private @Nullable Request authenticated(Response response, String password) {
    asked.incrementAndGet();
    return response.request().header("Authorization") != null
        ? null
        : response
            .request()
            .newBuilder()
            .header("Authorization", Credentials.basic("own", password))
            .build();
  }

  private @Nullable Request proxyAuthenticated(Response response, String password) {
    asked.incrementAndGet();
    return response.request().header("Proxy-Authorization") != null
        ? null
        : response
            .request()
            .newBuilder()
            .header("Proxy-Authorization", Credentials.basic("own", password))
            .build();
  }

  /** Every name of the test's own is one of this machine's. */
  private static List<InetAddress> addresses(String host) throws UnknownHostException {
    return host.endsWith(".test")
        ? Collections.singletonList(InetAddress.getLoopbackAddress())
        : Arrays.asList(InetAddress.getAllByName(host));
  }

  private static Response watch(Interceptor.Chain chain) throws IOException {
    Sight.of(chain.request()).add(chain.request());
    return chain.proceed(chain.request());
  }

  private static RequestBody body(Call call) {
    byte[] bytes = call.bytes();
    switch (call.kind()) {
      case STREAM:
        return new Body(bytes, bytes.length, true);
      case CHUNKED:
        return new Body(bytes, -1, true);
      case PART:
        return OkHttpBodies.nested(new Body(bytes, bytes.length, true));
      case DUPLEX:
        return OkHttpBodies.duplex(bytes);
      default:
        return new Body(bytes, bytes.length, false);
    }
  }

  private static Request request(Call call, Sight sight) {
    Request.Builder request =
        new Request.Builder()
            .url(call.url())
            .tag(sight)
            .method(call.method(), call.body() == null ? null : body(call));
    String authorization = call.authorization();
    if (authorization != null) {
      request.header("Authorization", authorization);
    }
    String second = call.secondAuthorization();
    if (second != null) {
      request.addHeader("Authorization", second);
    }
    String host = call.host();
    if (host != null) {
      request.header("Host", host);
    }
    return request.build();
  }

  private static Answer answer(Response response, Sight sight) throws IOException {
    try (Response closed = response) {
      sight.addAll(closed);
      okhttp3.ResponseBody body = closed.body();
      return new Answer(
          closed.code(),
          closed.request().url().toString(),
          closed.protocol().toString(),
          body == null ? "" : body.string(),
          sight.values());
    }
  }

  /** The Authorization values that one call's requests showed to the application. */
  private static final class Sight {
    private final List<String> values = new CopyOnWriteArrayList<>();

    static Sight of(Request request) {
      Object tag = request.tag();
      return tag instanceof Sight ? (Sight) tag : new Sight();
    }

    void add(Request request) {
      values.addAll(request.headers("Authorization"));
    }

    void addAll(Response last) {
      for (Response response = last; response != null; response = response.priorResponse()) {
        add(response.request());
        Response network = response.networkResponse();
        if (network != null) {
          add(network.request());
        }
      }
    }

    List<String> values() {
      return new ArrayList<>(values);
    }
  }

  private static final class Events extends EventListener {
    @Override
    public void requestHeadersEnd(okhttp3.Call call, Request request) {
      Sight.of(request).add(request);
    }
  }

  private static final class Jar implements CookieJar {
    private final List<Cookie> cookies = new CopyOnWriteArrayList<>();

    @Override
    public void saveFromResponse(HttpUrl url, List<Cookie> received) {
      cookies.addAll(received);
    }

    @Override
    public List<Cookie> loadForRequest(HttpUrl url) {
      List<Cookie> matching = new ArrayList<>();
      for (Cookie cookie : cookies) {
        if (cookie.matches(url)) {
          matching.add(cookie);
        }
      }
      return matching;
    }
  }

  /** A body that says whether it can be written again where OkHttp asks: from 3.14 on. */
  private static final class Body extends RequestBody {
    private final byte[] bytes;
    private final long length;
    private final boolean once;

    Body(byte[] bytes, long length, boolean once) {
      this.bytes = bytes;
      this.length = length;
      this.once = once;
    }

    @Override
    public @Nullable MediaType contentType() {
      return null;
    }

    @Override
    public long contentLength() {
      return length;
    }

    @Override
    public boolean isOneShot() {
      return once;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
      sink.write(bytes);
    }
  }
}
