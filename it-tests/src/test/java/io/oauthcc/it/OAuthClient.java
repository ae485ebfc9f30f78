package io.oauthcc.it;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.RecordedRequest;
import org.jspecify.annotations.Nullable;

/** A client as its authorization server knows it, with all tokens it was given. */
public final class OAuthClient {
  private static final long HELD_AT_MOST_SECONDS = 60;

  /**
   * Servers allow for a clock that is off; here for a machine too busy to send a request at once.
   */
  private static final long LEEWAY_MILLIS = 500;

  private final String id;
  private final String secret;
  private final String tokenUri;
  private final AtomicInteger requests = new AtomicInteger();
  private final Map<String, Long> expiryByToken = new ConcurrentHashMap<>();
  private final List<String> violations = new CopyOnWriteArrayList<>();
  private final List<String> authorizations = new CopyOnWriteArrayList<>();
  private volatile int expiresIn = 3600;
  private volatile long lastAdmittedExpiry = System.nanoTime();
  private volatile @Nullable Supplier<MockResponse> answer;
  private volatile CountDownLatch held = new CountDownLatch(0);
  private volatile CountDownLatch asked = new CountDownLatch(1);

  OAuthClient(String id, String tokenUri) {
    this.id = id;
    this.tokenUri = tokenUri;
    // Characters that only the encoding of RFC 6749, section 2.3.1, brings over unharmed.
    this.secret = "s:e %c+r/e=t&~" + UUID.randomUUID();
  }

  /** Its id. */
  public String id() {
    return id;
  }

  /** Its secret. */
  public String secret() {
    return secret;
  }

  /** Its token endpoint. */
  public String tokenUri() {
    return tokenUri;
  }

  /** How often its token endpoint was asked. */
  public int requests() {
    return requests.get();
  }

  /** What was wrong with the requests that a strict server refuses, in words. */
  public List<String> violations() {
    return violations;
  }

  /** Every {@code Authorization} value that its token endpoint got. */
  public List<String> authorizations() {
    return authorizations;
  }

  /** The lifetime of the tokens issued from now on, in seconds. */
  public OAuthClient expiresIn(int seconds) {
    expiresIn = seconds;
    return this;
  }

  /** Has the endpoint answer this to good requests instead of a token. */
  public OAuthClient answers(Supplier<MockResponse> instead) {
    answer = instead;
    return this;
  }

  /** Has the endpoint answer good requests with tokens again, and count its requests anew. */
  public OAuthClient answersTokens() {
    answer = null;
    requests.set(0);
    return this;
  }

  /** Has the endpoint wait with its answers from now on, until {@link #release()}. */
  public OAuthClient hold() {
    asked = new CountDownLatch(1);
    held = new CountDownLatch(1);
    return this;
  }

  /** Waits until the held endpoint was asked. */
  public void awaitAsked() {
    try {
      if (!asked.await(HELD_AT_MOST_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("nobody asks " + tokenUri);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  /** Lets the endpoint answer. */
  public void release() {
    held.countDown();
  }

  /** Whether this is exactly one header with a token of this client that has not expired. */
  public boolean admits(List<String> authorization) {
    if (authorization.size() != 1 || !authorization.get(0).startsWith("Bearer ")) {
      return false;
    }
    Long expiry = expiryByToken.get(authorization.get(0).substring("Bearer ".length()));
    if (expiry == null || System.nanoTime() - expiry >= 0) {
      return false;
    }
    lastAdmittedExpiry = expiry;
    return true;
  }

  /** Whether the token that was admitted last lives for longer than that. */
  public boolean isUsedFor(Duration longer) {
    return System.nanoTime() + longer.toNanos() - lastAdmittedExpiry < 0;
  }

  /** Has no token of before be admitted any more. */
  public void revoke() {
    expiryByToken.replaceAll((token, expiry) -> System.nanoTime() - 1);
  }

  /** Whether a token of this client, expired or not, is anywhere in the text. */
  public boolean isIn(String text) {
    return expiryByToken.keySet().stream().anyMatch(text::contains);
  }

  MockResponse answer(RecordedRequest request) throws InterruptedException {
    requests.incrementAndGet();
    authorizations.addAll(request.getHeaders().values("Authorization"));
    CountDownLatch gate = held;
    asked.countDown();
    if (!gate.await(HELD_AT_MOST_SECONDS, TimeUnit.SECONDS)) {
      violations.add("held for too long: " + request);
    }
    String body = request.getBody().readUtf8();
    if (!credentials(request).equals(id + "\n" + secret)) {
      return error(401, "invalid_client");
    }
    List<String> wrong = wrong(request, body);
    if (!wrong.isEmpty()) {
      violations.addAll(wrong);
      return error(400, "invalid_request");
    }
    Supplier<MockResponse> instead = answer;
    return instead == null ? token() : instead.get();
  }

  private MockResponse token() {
    String token = id + "-" + UUID.randomUUID();
    expiryByToken.put(
        token,
        System.nanoTime()
            + TimeUnit.SECONDS.toNanos(expiresIn)
            + TimeUnit.MILLISECONDS.toNanos(LEEWAY_MILLIS));
    return json(
        200,
        "{\"access_token\":\"%s\",\"token_type\":\"Bearer\",\"expires_in\":%d}"
            .formatted(token, expiresIn));
  }

  /** The id and the secret of HTTP Basic, decoded, a line each; empty if there is none. */
  private static String credentials(RecordedRequest request) {
    List<String> values = request.getHeaders().values("Authorization");
    if (values.size() != 1 || !values.get(0).startsWith("Basic ")) {
      return "";
    }
    String pair =
        new String(
            Base64.getDecoder().decode(values.get(0).substring("Basic ".length())),
            StandardCharsets.UTF_8);
    int colon = pair.indexOf(':');
    return colon < 0
        ? ""
        : decode(pair.substring(0, colon)) + "\n" + decode(pair.substring(colon + 1));
  }

  private static List<String> wrong(RecordedRequest request, String body) {
    List<String> wrong = new ArrayList<>();
    if (!"POST".equals(request.getMethod())) {
      wrong.add("method " + request.getMethod());
    }
    String type = String.valueOf(request.getHeader("Content-Type"));
    if (!type.matches("application/x-www-form-urlencoded(; ?charset=(?i:utf-8))?")) {
      wrong.add("content type " + type);
    }
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String parameter : body.split("&", -1)) {
      String[] pair = parameter.split("=", 2);
      if (pair.length < 2 || parameters.put(decode(pair[0]), decode(pair[1])) != null) {
        wrong.add("malformed or repeated parameter in the body");
      }
    }
    if (!"client_credentials".equals(parameters.get("grant_type"))) {
      wrong.add("grant type " + parameters.get("grant_type"));
    }
    if (parameters.containsKey("client_secret") || parameters.containsKey("client_id")) {
      wrong.add("credentials in the body beside those in the header");
    }
    return wrong;
  }

  private static MockResponse error(int status, String error) {
    return json(status, "{\"error\":\"%s\"}".formatted(error));
  }

  private static MockResponse json(int status, String body) {
    return new MockResponse()
        .setResponseCode(status)
        .setHeader("Content-Type", "application/json;charset=UTF-8")
        .setHeader("Cache-Control", "no-store")
        .setBody(body);
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
