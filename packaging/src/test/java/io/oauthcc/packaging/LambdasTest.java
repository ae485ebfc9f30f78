package io.oauthcc.packaging;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

class LambdasTest {

  private static final String SAMPLES = "io/oauthcc/packaging/LambdaSamples.class";

  @Test
  void asClassesLambdasDoTheSame() throws Exception {
    List<Object> asLambdas = new LambdaSamples().call();

    Class<?> rewritten =
        new MemoryLoader(Lambdas.toClasses(SAMPLES, classFile(SAMPLES)))
            .loadClass(LambdaSamples.class.getName());

    assertThat(make(rewritten).call()).isEqualTo(asLambdas);
    assertThat(asLambdas).hasSize(15).endsWith(true, false);
  }

  @Test
  void nothingIsLeftToBeLinkedAtRunTime() throws IOException {
    SortedMap<String, byte[]> classes = Lambdas.toClasses(SAMPLES, classFile(SAMPLES));

    assertThat(classes).hasSizeGreaterThan(15);
    for (byte[] each : classes.values()) {
      assertThat(new String(each, StandardCharsets.ISO_8859_1)).doesNotContain("LambdaMetafactory");
    }
    assertThat(classes.keySet()).extracting(Lambdas::owner).containsOnly(SAMPLES);
  }

  @Test
  void aClassWithoutLambdasIsLeftAsItIs() throws IOException {
    String name = "io/oauthcc/packaging/MemoryLoader.class";
    byte[] content = classFile(name);

    assertThat(Lambdas.toClasses(name, content)).hasSize(1).containsEntry(name, content);
  }

  private static Callable<?> make(Class<?> type) throws ReflectiveOperationException {
    Constructor<?> constructor = type.getDeclaredConstructor();
    constructor.setAccessible(true);
    return (Callable<?>) constructor.newInstance();
  }

  private static byte[] classFile(String name) throws IOException {
    try (InputStream in = requireNonNull(LambdasTest.class.getResourceAsStream("/" + name))) {
      return in.readAllBytes();
    }
  }
}
