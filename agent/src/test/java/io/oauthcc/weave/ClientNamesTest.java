package io.oauthcc.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientNamesTest {

  @Test
  void the_gate_knows_every_class_that_is_woven_and_no_other() {
    Set<String> jdk = new TreeSet<>();
    Set<String> libraries = new TreeSet<>();
    for (Client client : Clients.all()) {
      for (AdvisedMethod method : client.methods) {
        (client.root == null ? jdk : libraries).add(method.className);
      }
    }

    assertThat(ClientNames.JDK).containsExactlyInAnyOrderElementsOf(jdk);
    assertThat(ClientNames.LIBRARIES).containsExactlyInAnyOrderElementsOf(libraries);
    assertThat(ClientNames.UNWOVEN)
        .containsExactlyInAnyOrderElementsOf(
            Clients.unwovenBut(Set.of()).stream().map(client -> client.className).toList());
  }

  @ParameterizedTest(name = "{0}, application class loader: {1}; boot loader: {2}")
  @CsvSource({
    "okhttp3/internal/http1/Http1Codec, true, true",
    "acme/shaded/okhttp3/internal/http1/Http1Codec, true, true",
    "acmeokhttp3/internal/http1/Http1Codec, false, false",
    "okhttp3/internal/http1/Http1Codec$Sink, false, false",
    "p/Http1Codec, false, false",
    "okhttp3/internal/http/HttpEngine, true, true",
    "acme/com/squareup/okhttp/internal/http/HttpEngine, true, true",
    "sun/net/www/protocol/http/HttpURLConnection, false, true",
    "acme/sun/net/www/protocol/http/HttpURLConnection, false, false",
    "jdk/internal/net/http/MultiExchange, false, true",
  })
  void claim(String className, boolean fromApplication, boolean fromBoot) {
    assertThat(ClientNames.claim(className, getClass().getClassLoader()))
        .isEqualTo(fromApplication);
    assertThat(ClientNames.claim(className, null)).isEqualTo(fromBoot);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "ab",
        "abc",
        "java.lang.String",
        "acme.Main",
        "acme/Order",
        "acme/Thing$Builder"
      })
  void nearly_no_other_name_gets_past_the_first_look(String className) {
    assertThat(ClientNames.mayClaim(className)).isFalse();
  }

  @Test
  void java_net_http_comes_from_the_platform_loader() {
    assertThat(
            ClientNames.claim(
                "jdk/internal/net/http/MultiExchange", ClassLoader.getPlatformClassLoader()))
        .isTrue();
  }
}
