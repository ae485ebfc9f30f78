package io.oauthcc.weave;

import static org.assertj.core.api.Assertions.assertThat;

import io.oauthcc.log.RecordingLog;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ClientGateTest {

  private static final ClassLoader APPLICATION = ClientGateTest.class.getClassLoader();
  private static final String CODEC = "okhttp3/internal/http1/Http1ExchangeCodec";

  private final RecordingLog log = new RecordingLog();
  private final AtomicInteger asked = new AtomicInteger();
  private final List<Class<?>> retransformed = new ArrayList<>();
  private @Nullable Class<?> unmodifiable;

  @Test
  void a_class_of_no_client_never_makes_a_weaver() {
    ClientGate gate = gate(String.class, ClientGateTest.class);

    assertThat(gate.transform(APPLICATION, "com/example/Main", null, null, new byte[0])).isNull();
    assertThat(gate.transform(APPLICATION, null, null, null, new byte[0])).isNull();
    gate.run();
    assertThat(asked).hasValue(0);
  }

  @Test
  void a_weaver_that_cannot_be_made_costs_a_line_and_not_the_class() {
    ClientGate gate =
        new ClientGate(
            instrumentation(),
            afterWeave -> {
              throw new NoClassDefFoundError("net/bytebuddy/asm/Advice");
            },
            log);

    assertThat(gate.transform(APPLICATION, CODEC, null, null, new byte[0])).isNull();
    assertThat(log.messages("ERROR"))
        .singleElement()
        .asString()
        .contains(CODEC)
        .contains("net/bytebuddy");
  }

  @Test
  void classes_that_were_loaded_before_are_retransformed_one_by_one() throws Exception {
    Class<?> codec = Class.forName(CODEC.replace('/', '.'), false, APPLICATION);
    Class<?> connection = Class.forName("sun.net.www.protocol.http.HttpURLConnection");

    gate(codec, String.class, connection).run();

    assertThat(retransformed).containsExactly(codec, connection);
    assertThat(log.messages("ERROR")).isEmpty();
  }

  @Test
  void a_class_that_cannot_be_retransformed_does_not_stop_the_others() throws Exception {
    unmodifiable = Class.forName("jdk.internal.net.http.MultiExchange");
    Class<?> codec = Class.forName(CODEC.replace('/', '.'), false, APPLICATION);

    gate(unmodifiable, codec).run();

    assertThat(retransformed).containsExactly(codec);
    assertThat(log.messages("ERROR")).singleElement().asString().contains("MultiExchange");
  }

  private ClientGate gate(Class<?>... loaded) {
    return new ClientGate(
        instrumentation(loaded),
        afterWeave -> {
          asked.incrementAndGet();
          return new ClientWeaving("17.0.1", Set.of(), () -> {}, task -> {}, afterWeave, log);
        },
        log);
  }

  private Instrumentation instrumentation(Class<?>... loaded) {
    return (Instrumentation)
        Proxy.newProxyInstance(
            APPLICATION,
            new Class<?>[] {Instrumentation.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("getAllLoadedClasses")) {
                return loaded;
              }
              Class<?>[] wanted = (Class<?>[]) arguments[0];
              if (wanted[0] == unmodifiable) {
                throw new UnmodifiableClassException();
              }
              retransformed.addAll(List.of(wanted));
              return null;
            });
  }
}
