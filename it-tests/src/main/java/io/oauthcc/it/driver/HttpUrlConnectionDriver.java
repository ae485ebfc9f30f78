package io.oauthcc.it.driver;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.CookieManager;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** {@code java.net.HttpURLConnection}. */
public final class HttpUrlConnectionDriver implements HttpDriver {

  /** For {@link Driver}, by name. */
  public HttpUrlConnectionDriver() {}

  @Override
  public Answer call(Call call) throws IOException {
    String password = call.password();
    Passwords passwords = new Passwords(password == null ? "" : password);
    Authenticator.setDefault(password == null ? null : passwords);
    String reporting = call.reporting();
    CookieHandler.setDefault(
        reporting != null ? new Reporting(reporting) : call.cookies() ? new CookieManager() : null);
    try {
      return exchange(call).asked(passwords.asked());
    } finally {
      CookieHandler.setDefault(null);
      Authenticator.setDefault(null);
    }
  }

  private static Answer exchange(Call call) throws IOException {
    List<String> seen = new ArrayList<>();
    Integer proxyPort = call.proxyPort();
    Proxy proxy =
        proxyPort == null
            ? Proxy.NO_PROXY
            : new Proxy(
                call.socks() ? Proxy.Type.SOCKS : Proxy.Type.HTTP,
                new InetSocketAddress(InetAddress.getLoopbackAddress(), proxyPort));
    HttpURLConnection connection = (HttpURLConnection) url(call).openConnection(proxy);
    connection.setRequestMethod(call.method());
    connection.setInstanceFollowRedirects(call.following());
    if (call.expecting()) {
      connection.setRequestProperty("Expect", "100-Continue");
    }
    if (call.authorization() != null) {
      connection.setRequestProperty("Authorization", call.authorization());
    }
    if (call.secondAuthorization() != null) {
      connection.addRequestProperty("Authorization", call.secondAuthorization());
    }
    if (call.host() != null) {
      connection.setRequestProperty("Host", call.host());
    }
    for (Map.Entry<String, List<String>> property : connection.getRequestProperties().entrySet()) {
      if ("Authorization".equalsIgnoreCase(property.getKey())) {
        seen.addAll(property.getValue());
      }
    }
    String body = call.body();
    if (body != null) {
      byte[] bytes = call.bytes();
      connection.setDoOutput(true);
      if (call.kind() == Call.Kind.STREAM) {
        connection.setFixedLengthStreamingMode(bytes.length);
      } else if (call.kind() == Call.Kind.CHUNKED) {
        connection.setChunkedStreamingMode(0);
      }
      connection.getOutputStream().write(bytes);
      connection.getOutputStream().close();
    }
    int status = connection.getResponseCode();
    String text = read(status < 400 ? connection.getInputStream() : connection.getErrorStream());
    String property = connection.getRequestProperty("Authorization");
    if (property != null) {
      seen.add(property);
    }
    return new Answer(status, connection.getURL().toString(), "HTTP/1.1", text, seen);
  }

  // A relative or odd URL is the test's business, not the driver's; URL(String) is deprecated on
  // 20.
  @SuppressWarnings("deprecation")
  private static URL url(Call call) throws IOException {
    return new URL(call.url());
  }

  private static String read(@Nullable InputStream in) throws IOException {
    if (in == null) {
      return "";
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      bytes.write(buffer, 0, n);
    }
    in.close();
    return new String(bytes.toByteArray(), StandardCharsets.UTF_8);
  }

  /** On a thread of the application's. */
  @Override
  public CompletableFuture<Answer> begin(Call call) {
    CompletableFuture<Answer> answer = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                answer.complete(exchange(call));
              } catch (IOException | RuntimeException e) {
                answer.completeExceptionally(e);
              }
            });
    thread.setDaemon(true);
    thread.start();
    return answer;
  }

  @Override
  public Answer webSocket(Call call) {
    throw new UnsupportedOperationException("HttpURLConnection has no WebSockets");
  }
}
