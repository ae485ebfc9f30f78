package io.oauthcc.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.oauthcc.log.RecordingLog;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientWeavingTest {

  private static final ClassLoader PLATFORM = ClassLoader.getPlatformClassLoader();
  private static final String CONNECT = "okhttp3/internal/connection/ConnectInterceptor";
  private static final String FOLLOW_UPS = "okhttp3/internal/http/RetryAndFollowUpInterceptor";
  private static final String CODEC = "okhttp3/internal/http1/Http1ExchangeCodec";
  private static final String ALL = "";
  private static final String DAMAGED = "*";
  private static final String SHADED = "com/example/shaded/";

  private final RecordingLog log = new RecordingLog();
  private final AtomicInteger installed = new AtomicInteger();
  private final List<Runnable> agentTasks = new ArrayList<>();
  private final AtomicInteger looks = new AtomicInteger();

  @Test
  void http_url_connection_asks_where_it_connects_writes_headers_and_is_answered()
      throws IOException {
    byte[] woven = weave(weaving(Set.of()), null, "sun/net/www/protocol/http/HttpURLConnection");

    assertThat(ClassCode.of(woven).askers())
        .containsExactlyInAnyOrder(
            "plainConnect0",
            "disconnect",
            "writeRequests",
            "getInputStream0",
            "getOutputStream0",
            "getServerAuthentication",
            "followRedirect");
    assertThat(log.messages("ERROR")).isEmpty();
  }

  @Test
  void java_http_client_asks_where_a_hop_begins_and_ends_and_where_its_headers_are_read()
      throws IOException {
    ClientWeaving weaving = weaving(Set.of());
    byte[] exchange = weave(weaving, PLATFORM, "jdk/internal/net/http/MultiExchange");
    byte[] request = weave(weaving, PLATFORM, "jdk/internal/net/http/HttpRequestImpl");

    assertThat(ClassCode.of(exchange).askers()).containsExactly("responseAsyncImpl");
    assertThat(ClassCode.of(request).askers()).containsExactly("getUserHeaders");
    assertThat(
            ClassCode.of(weave(weaving, PLATFORM, "jdk/internal/net/http/AuthenticationFilter"))
                .askers())
        .containsExactlyInAnyOrder("request", "response");
    assertThat(log.messages("ERROR")).isEmpty();
  }

  @Test
  void okhttp_waits_where_it_connects_and_asks_where_it_writes_headers_and_follows_up()
      throws IOException {
    ClientWeaving weaving = weaving(Set.of());
    ClassLoader application = getClass().getClassLoader();

    assertThat(ClassCode.of(weave(weaving, application, CONNECT)).askers())
        .containsExactly("intercept");
    assertThat(ClassCode.of(weave(weaving, application, CODEC)).askers())
        .containsExactly("writeRequestHeaders");
    assertThat(
            ClassCode.of(weave(weaving, application, "okhttp3/internal/http2/Http2ExchangeCodec"))
                .askers())
        .containsExactly("writeRequestHeaders");
    assertThat(ClassCode.of(weave(weaving, application, FOLLOW_UPS)).askers())
        .containsExactly("followUpRequest");
    assertThat(
            ClassCode.of(weave(weaving, application, "okhttp3/internal/http/CallServerInterceptor"))
                .askers())
        .containsExactly("intercept");
    assertThat(ClassCode.of(weave(weaving, application, "okhttp3/Response$Builder")).askers())
        .containsExactly("priorResponse");
    assertThat(log.messages("ERROR")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {SHADED, "de/m\u00fcller/shaded/"})
  void a_shaded_copy_is_woven_with_its_own_types(String prefix) throws IOException {
    Copy shaded = new Copy(prefix, Map.of());
    byte[] woven = weave(weaving(Set.of()), shaded, prefix + CONNECT);

    ClassCode code = ClassCode.of(woven);
    assertThat(code.askers()).containsExactly("intercept");
    assertThat(code.references().get("intercept"))
        .noneMatch(member -> member.startsWith("okhttp3/") || member.contains("Lokhttp3/"))
        .anyMatch(member -> member.startsWith(prefix + "okhttp3/Request.newBuilder()"));
    assertThat(log.messages("ERROR")).isEmpty();
  }

  @Test
  void a_client_of_another_shape_is_told_of_also_where_another_of_its_files_is_damaged()
      throws IOException {
    Copy copy =
        new Copy("", Map.of("okhttp3/Interceptor$Chain", "call", "okhttp3/Handshake", DAMAGED));

    assertThat(tryWeave(weaving(Set.of()), copy, CONNECT)).isNull();
    assertThat(log.messages("ERROR"))
        .singleElement(STRING)
        .startsWith("okhttp (okhttp-4.12.0.jar, Java 17.0.1) cannot be woven:");
  }

  @ParameterizedTest(name = "{0} without {1}")
  @CsvSource({
    "okhttp3/internal/http2/Http2ExchangeCodec, writeRequestHeaders",
    "okhttp3/internal/connection/ConnectInterceptor, intercept",
    "okhttp3/internal/http/RetryAndFollowUpInterceptor, followUpRequest",
    "okhttp3/RequestBody, isOneShot",
    "okhttp3/MultipartBody, parts",
    "okhttp3/HttpUrl, encodedQuery",
    "okhttp3/internal/http/CallServerInterceptor, intercept",
    "okhttp3/Response$Builder, priorResponse",
    "okhttp3/Connection, handshake",
    "okhttp3/Request$Builder, removeHeader",
  })
  void a_client_of_another_shape_is_left_alone_as_a_whole(String className, String method)
      throws IOException {
    Copy copy = new Copy("", Map.of(className, method));
    ClientWeaving weaving = weaving(Set.of());

    assertThat(tryWeave(weaving, copy, CONNECT)).isNull();
    assertThat(tryWeave(weaving, copy, CODEC)).isNull();
    assertThat(log.messages("ERROR")).hasSize(1);
    assertThat(log.messages("ERROR").get(0))
        .contains("okhttp (okhttp-4.12.0.jar, Java 17.0.1)")
        .contains("OkHttp 3.9 to 5 is woven: update it")
        .contains(className + "." + method);
  }

  @Test
  void a_copy_that_was_shrunk_is_woven_without_what_only_some_applications_use()
      throws IOException {
    Copy shrunk =
        new Copy("", Map.of("okhttp3/MultipartBody", ALL, "okhttp3/MultipartBody$Part", ALL));

    assertThat(ClassCode.of(weave(weaving(Set.of()), shrunk, FOLLOW_UPS)).askers())
        .contains("followUpRequest");
    assertThat(log.messages("ERROR")).isEmpty();
  }

  @Test
  void a_class_that_another_agent_spoiled_is_left_alone() throws IOException {
    ClientWeaving weaving = weaving(Set.of());
    ClassLoader application = getClass().getClassLoader();
    byte[] spoiled = ClassCode.without(classFile(application, CODEC), "writeRequestHeaders");
    weave(weaving, application, CONNECT);

    assertThat(weaving.weave(application, CODEC, null, spoiled)).isNull();
    assertThat(log.messages("ERROR")).singleElement().asString().contains("Http1ExchangeCodec");
  }

  @Test
  void a_copy_whose_loader_shows_the_files_of_another_is_left_alone() throws IOException {
    ClientWeaving weaving = weaving(Set.of());
    ClassLoader application = getClass().getClassLoader();
    byte[] loaded = ClassCode.without(classFile(application, FOLLOW_UPS), "buildRedirectRequest");

    assertThat(weaving.weave(application, FOLLOW_UPS, null, loaded)).isNull();
    assertThat(tryWeave(weaving, application, CONNECT)).isNull();
    assertThat(tryWeave(weaving, application, CODEC)).isNull();
    assertThat(log.messages("ERROR"))
        .singleElement()
        .asString()
        .contains("the class files of another");
  }

  @Test
  void a_copy_is_judged_by_its_own_files_where_its_loader_shows_those_of_its_parent_first(
      @TempDir Path folder) throws IOException {
    ClassLoader application = getClass().getClassLoader();
    Path changed = folder.resolve(FOLLOW_UPS + ".class");
    Files.createDirectories(changed.getParent());
    byte[] own = ClassCode.without(classFile(application, FOLLOW_UPS), "buildRedirectRequest");
    Files.write(changed, own);
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {folder.toUri().toURL()}, application)) {
      ClientWeaving weaving = weaving(Set.of());

      assertThat(weaving.weave(loader, FOLLOW_UPS, null, own)).isNotNull();
      assertThat(log.messages("ERROR")).isEmpty();
    }
  }

  @Test
  void what_another_agent_redefines_is_woven_again() throws IOException {
    ClientWeaving weaving = weaving(Set.of());
    weave(weaving, null, "sun/net/www/protocol/http/HttpURLConnection");

    byte[] again = weave(weaving, null, "sun/net/www/protocol/http/HttpURLConnection");

    assertThat(ClassCode.of(again).askers()).contains("writeRequests");
  }

  @Test
  void a_client_with_a_class_that_the_vm_does_not_exchange_is_left_alone_as_a_whole()
      throws Exception {
    ClientWeaving weaving = weaving(Set.of());
    ClassLoader application = getClass().getClassLoader();
    weave(weaving, application, CODEC);
    Class<?> refused = Class.forName(CONNECT.replace('/', '.'), false, application);

    weaving.leaveAlone(refused, CONNECT, new UnsupportedOperationException("a method was added"));

    assertThat(log.messages("ERROR"))
        .singleElement()
        .asString()
        .contains("okhttp (okhttp-4.12.0.jar", "ConnectInterceptor", "a method was added");
    assertThat(weaving.isDone(application, CODEC)).isFalse();
    assertThat(tryWeave(weaving, application, CODEC)).isNull();
    assertThat(weaving.isDone(application, CODEC)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "okhttp3/internal/http/HttpEngine, OkHttp 3.0 to 3.3",
    "com/example/shaded/okhttp3/internal/http/HttpEngine, OkHttp 3.0 to 3.3",
    "com/squareup/okhttp/internal/http/HttpEngine, OkHttp 2",
    "com/example/shaded/com/squareup/okhttp/internal/http/HttpEngine, OkHttp 2",
  })
  void a_client_that_is_not_woven_is_named_once_for_each_jar(String className, String name) {
    ClientWeaving weaving = weaving(Set.of());
    ClassLoader application = getClass().getClassLoader();
    ProtectionDomain jar = okhttp3.Request.class.getProtectionDomain();

    assertThat(weaving.isDone(application, className)).isFalse();
    for (ClassLoader loader : List.of(application, application, new Copy("", Map.of()))) {
      assertThat(weaving.weave(loader, className, jar, new byte[0])).isNull();
      assertThat(weaving.isDone(loader, className)).isTrue();
    }
    assertThat(log.messages("WARN"))
        .singleElement()
        .asString()
        .startsWith(name + " (okhttp-4.12.0.jar) is not woven")
        .contains("OkHttp 3.9 to 5 is woven: update it");
    assertThat(log.messages("ERROR")).isEmpty();
    assertThat(installed).hasValue(0);
  }

  @Test
  void a_client_beside_one_that_is_not_woven_is_woven() throws IOException {
    ClientWeaving weaving = weaving(Set.of());
    ClassLoader application = getClass().getClassLoader();
    weaving.weave(application, "com/squareup/okhttp/internal/http/HttpEngine", null, new byte[0]);

    assertThat(tryWeave(weaving, application, CODEC)).isNotNull();
    assertThat(log.messages("ERROR")).isEmpty();
  }

  @Test
  void a_client_that_is_not_woven_and_disabled_is_not_named() {
    weaving(Set.of("okhttp")).weave(null, "okhttp3/internal/http/HttpEngine", null, new byte[0]);

    assertThat(log.messages("WARN")).isEmpty();
  }

  @Test
  void what_is_no_class_file_is_left_alone() {
    assertThat(
            weaving(Set.of()).weave(getClass().getClassLoader(), CODEC, null, new byte[] {1, 2, 3}))
        .isNull();
    assertThat(log.messages("ERROR")).hasSize(1);
  }

  @Test
  void a_disabled_client_is_left_alone() throws IOException {
    ClientWeaving weaving = weaving(Set.of("okhttp"));

    assertThat(tryWeave(weaving, getClass().getClassLoader(), CODEC)).isNull();
    assertThat(installed).hasValue(0);
    assertThat(log.messages("ERROR")).isEmpty();
  }

  @Test
  void without_the_hook_nothing_is_ever_woven() throws IOException {
    ClientWeaving weaving =
        new ClientWeaving(
            "17.0.1",
            Set.of(),
            () -> {
              installed.incrementAndGet();
              throw new IOException("no way into java.base");
            },
            agentTasks::add,
            looks::incrementAndGet,
            log);

    assertThat(tryWeave(weaving, getClass().getClassLoader(), CODEC)).isNull();
    assertThat(tryWeave(weaving, getClass().getClassLoader(), CONNECT)).isNull();
    assertThat(installed).hasValue(1);
    assertThat(log.messages("ERROR")).singleElement().asString().contains("no way into java.base");
  }

  @Test
  void no_thread_waits_for_another_that_installs_the_hook() throws Exception {
    CountDownLatch isInstalled = new CountDownLatch(1);
    ClientWeaving weaving =
        new ClientWeaving(
            "17.0.1",
            Set.of(),
            () -> {
              if (installed.incrementAndGet() == 1) {
                // As a transformer of another agent, which sees the classes that are loaded here.
                isInstalled.await();
              }
            },
            agentTasks::add,
            looks::incrementAndGet,
            log);
    ClassLoader application = getClass().getClassLoader();
    ExecutorService other = Executors.newSingleThreadExecutor();
    try {
      Future<byte @Nullable []> first = other.submit(() -> tryWeave(weaving, application, CONNECT));
      Awaitility.await().until(() -> installed.get() == 1);

      assertThat(tryWeave(weaving, application, CODEC)).isNotNull();

      isInstalled.countDown();
      assertThat(first.get()).isNotNull();
      assertThat(tryWeave(weaving, application, FOLLOW_UPS)).isNotNull();
      assertThat(installed).hasValue(2);
    } finally {
      other.shutdownNow();
    }
  }

  @Test
  void a_library_without_a_code_source_is_not_called_one_of_the_jdk() {
    weaving(Set.of()).weave(getClass().getClassLoader(), CODEC, null, new byte[] {1, 2, 3});

    assertThat(log.messages("ERROR"))
        .singleElement()
        .asString()
        .contains("okhttp (of unknown origin, Java 17.0.1)");
  }

  @Test
  void a_class_is_done_when_it_was_seen_or_its_client_is_left_alone() throws IOException {
    ClientWeaving weaving = weaving(Set.of());
    ClassLoader application = getClass().getClassLoader();
    ClassLoader other = new Copy("", Map.of("okhttp3/HttpUrl", "host"));
    weave(weaving, application, CONNECT);
    tryWeave(weaving, other, CONNECT);

    assertThat(weaving.isDone(application, CONNECT)).isTrue();
    assertThat(weaving.isDone(application, CODEC)).isFalse();
    assertThat(weaving.isDone(other, CODEC)).isTrue();
    assertThat(weaving.isDone(null, CODEC)).isFalse();
  }

  @Test
  void one_look_for_missed_classes_follows_however_many_are_woven() throws IOException {
    ClientWeaving weaving = weaving(Set.of());
    weave(weaving, getClass().getClassLoader(), CONNECT);
    weave(weaving, getClass().getClassLoader(), CODEC);

    assertThat(agentTasks).hasSize(1);
    assertThat(looks).hasValue(0);
    agentTasks.get(0).run();
    assertThat(looks).hasValue(1);
  }

  private ClientWeaving weaving(Set<String> disabled) {
    return new ClientWeaving(
        "17.0.1",
        disabled,
        installed::incrementAndGet,
        agentTasks::add,
        looks::incrementAndGet,
        log);
  }

  private static byte[] weave(ClientWeaving weaving, @Nullable ClassLoader loader, String className)
      throws IOException {
    return Objects.requireNonNull(tryWeave(weaving, loader, className), className);
  }

  private static byte @Nullable [] tryWeave(
      ClientWeaving weaving, @Nullable ClassLoader loader, String className) throws IOException {
    return weaving.weave(
        loader,
        className,
        okhttp3.Request.class.getProtectionDomain(),
        classFile(loader, className));
  }

  private static byte[] classFile(@Nullable ClassLoader loader, String className)
      throws IOException {
    return Objects.requireNonNull(new ClassFiles(loader).read(className), className);
  }

  /** OkHttp moved below a package, with methods or {@link #ALL} of a class missing or damaged. */
  private static final class Copy extends ClassLoader {

    private final String prefix;
    private final Map<String, String> missing;

    Copy(String prefix, Map<String, String> missing) {
      super(null);
      this.prefix = prefix;
      this.missing = new TreeMap<>(missing);
    }

    @Override
    public @Nullable InputStream getResourceAsStream(String file) {
      if (!file.startsWith(prefix + "okhttp3/") || !file.endsWith(".class")) {
        // As a loader that is limited to its own jar: it defines java.* by delegation all the same.
        return null;
      }
      String className = file.substring(prefix.length(), file.length() - ".class".length());
      try {
        byte[] bytes = new ClassFiles(Copy.class.getClassLoader()).read(className);
        if (bytes == null) {
          return null;
        }
        if (ALL.equals(missing.get(className))) {
          return null;
        }
        if (DAMAGED.equals(missing.get(className))) {
          return new ByteArrayInputStream(new byte[10]);
        }
        if (missing.containsKey(className)) {
          bytes = ClassCode.without(bytes, missing.get(className));
        }
        return new ByteArrayInputStream(
            prefix.isEmpty() ? bytes : ClassCode.moved(bytes, "okhttp3/", prefix));
      } catch (IOException unreadable) {
        return null;
      }
    }
  }
}
