package io.oauthcc.benchmarks.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.security.oauth2.client.AuthorizedClientServiceOAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.InMemoryOAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.client.OAuth2ClientHttpRequestInterceptor;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.web.client.RestClient;

/** The clients, by the names that the results have. */
public final class Clients {

  /** OkHttp 4. */
  public static final String OKHTTP = "OkHttp";

  /** The JDK's newer one, over HTTP/1.1. */
  public static final String JAVA_HTTP = "java.net.http";

  /** The JDK's older one. */
  public static final String URL_CONNECTION = "HttpURLConnection";

  /** Spring's, over {@link #JAVA_HTTP}. */
  public static final String REST_CLIENT = "RestClient";

  private Clients() {}

  /**
   * The GET of this client.
   *
   * @param header the value of {@code Authorization} that the program sets itself; empty: none
   * @param tokenUri where Spring Security gets its tokens; empty: it has no part in it
   */
  public static Get get(String client, String url, String header, String tokenUri)
      throws IOException {
    return switch (client) {
      case OKHTTP -> okHttp(url, header);
      case JAVA_HTTP -> javaHttp(url, header);
      case URL_CONNECTION -> urlConnection(url, header);
      case REST_CLIENT -> restClient(url, header, tokenUri);
      default -> throw new IllegalArgumentException(client);
    };
  }

  private static Get okHttp(String url, String header) {
    OkHttpClient client = new OkHttpClient();
    return () -> {
      Request.Builder request = new Request.Builder().url(url);
      if (!header.isEmpty()) {
        request.header("Authorization", header);
      }
      try (Response response = client.newCall(request.build()).execute()) {
        check(response.code(), response.body().bytes().length);
      }
    };
  }

  private static Get javaHttp(String url, String header) {
    HttpClient client = javaHttpClient();
    URI uri = URI.create(url);
    return () -> {
      HttpRequest.Builder request = HttpRequest.newBuilder(uri);
      if (!header.isEmpty()) {
        request.header("Authorization", header);
      }
      HttpResponse<byte[]> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      check(response.statusCode(), response.body().length);
    };
  }

  private static HttpClient javaHttpClient() {
    return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  }

  private static Get urlConnection(String url, String header) throws IOException {
    URL address = URI.create(url).toURL();
    return () -> {
      HttpURLConnection connection = (HttpURLConnection) address.openConnection();
      if (!header.isEmpty()) {
        connection.setRequestProperty("Authorization", header);
      }
      try (InputStream body = connection.getInputStream()) {
        check(connection.getResponseCode(), body.readAllBytes().length);
      }
    };
  }

  private static Get restClient(String url, String header, String tokenUri) {
    RestClient.Builder builder =
        RestClient.builder().requestFactory(new JdkClientHttpRequestFactory(javaHttpClient()));
    if (!tokenUri.isEmpty()) {
      builder.requestInterceptor(springSecurity(tokenUri));
    }
    RestClient client = builder.build();
    URI uri = URI.create(url);
    return () -> {
      RestClient.RequestHeadersSpec<?> request = client.get().uri(uri);
      if (!header.isEmpty()) {
        request.header("Authorization", header);
      }
      byte[] body = request.retrieve().body(byte[].class);
      check(200, body == null ? 0 : body.length);
    };
  }

  private static OAuth2ClientHttpRequestInterceptor springSecurity(String tokenUri) {
    InMemoryClientRegistrationRepository registrations =
        new InMemoryClientRegistrationRepository(
            ClientRegistration.withRegistrationId("api")
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .tokenUri(tokenUri)
                .clientId("c")
                .clientSecret("s")
                .build());
    OAuth2ClientHttpRequestInterceptor interceptor =
        new OAuth2ClientHttpRequestInterceptor(
            new AuthorizedClientServiceOAuth2AuthorizedClientManager(
                registrations, new InMemoryOAuth2AuthorizedClientService(registrations)));
    interceptor.setClientRegistrationIdResolver(request -> "api");
    return interceptor;
  }

  private static void check(int status, int length) throws IOException {
    if (status != 200 || length != 13) {
      throw new IOException("status " + status + ", " + length + " bytes");
    }
  }
}
