package io.oauthcc.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** On 127.0.0.1 somebody listens, on the others nobody unless a test says so. */
@Timeout(value = 20, unit = TimeUnit.SECONDS)
class ConnectorTest {

  private final List<InetAddress> addresses = new ArrayList<>();
  private final Connector connector =
      new Connector(Duration.ofSeconds(10), host -> addresses.toArray(new InetAddress[0]));
  private ServerSocket first;
  private int port;

  @BeforeEach
  void listen() throws IOException {
    first = new ServerSocket(0, 50, address(1));
    port = first.getLocalPort();
  }

  @AfterEach
  void stop() throws IOException {
    first.close();
  }

  private static InetAddress address(int last) throws UnknownHostException {
    return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last});
  }

  private void resolvesTo(int... last) throws UnknownHostException {
    addresses.clear();
    for (int each : last) {
      addresses.add(address(each));
    }
  }

  private int connected() throws IOException {
    return connected("auth.example.com");
  }

  private int connected(String host) throws IOException {
    try (Socket socket = connector.connect("", host, port)) {
      return socket.getInetAddress().getAddress()[3];
    }
  }

  private ServerSocket listeningOn(int last) throws IOException {
    return new ServerSocket(port, 50, address(last));
  }

  @Test
  void anAddressThatFailedIsNotTheFirstToBeTriedWhileAnotherWorks() throws Exception {
    resolvesTo(2, 3, 1);
    assertThat(connected()).isEqualTo(1);

    try (ServerSocket back = listeningOn(2)) {
      assertThat(back.isBound()).isTrue();
      assertThat(connected()).isEqualTo(1);
      resolvesTo(1, 2, 3);
      assertThat(connected()).isEqualTo(1);
    }
  }

  @Test
  void whereTheFirstWorksTheResolversOrderStays() throws Exception {
    resolvesTo(1, 2);
    assertThat(connected()).isEqualTo(1);

    try (ServerSocket second = listeningOn(2)) {
      assertThat(second.isBound()).isTrue();
      resolvesTo(2, 1);
      assertThat(connected()).as("as a resolver that takes turns wants it").isEqualTo(2);
    }
  }

  @Test
  void anAddressThatTheResolverDoesNotGiveAnyMoreIsNotUsed() throws Exception {
    resolvesTo(2, 1);
    assertThat(connected()).isEqualTo(1);

    try (ServerSocket second = listeningOn(2)) {
      assertThat(second.isBound()).isTrue();
      resolvesTo(2, 3);
      assertThat(connected()).isEqualTo(2);
      resolvesTo(2, 1);
      assertThat(connected()).as("forgotten").isEqualTo(2);
    }
  }

  @Test
  void whatWorkedAndFailsNowIsReplacedByWhatWorksNow() throws Exception {
    resolvesTo(3, 1, 2);
    assertThat(connected()).isEqualTo(1);

    try (ServerSocket second = listeningOn(2)) {
      assertThat(second.isBound()).isTrue();
      first.close();
      assertThat(connected()).isEqualTo(2);
      first = new ServerSocket(port, 50, address(1));
      assertThat(connected()).isEqualTo(2);
    }
  }

  @Test
  void onlyAFewPeersAreRemembered() throws Exception {
    resolvesTo(2, 1);
    for (int i = 0; i < 9; i++) {
      assertThat(connected("host" + i)).isEqualTo(1);
    }

    try (ServerSocket second = listeningOn(2)) {
      assertThat(second.isBound()).isTrue();
      assertThat(connected("host8")).isEqualTo(1);
      assertThat(connected("host0")).as("the oldest").isEqualTo(2);
    }
  }

  @Test
  void nobodyAtAnyAddressMeansThatTheServerMayHaveMoved() throws Exception {
    resolvesTo(2, 3);

    assertThatThrownBy(this::connected)
        .isInstanceOfSatisfying(
            HttpFailure.class,
            e -> {
              assertThat(e.mayHaveMoved()).isTrue();
              assertThat(e.isConnectionFault()).isTrue();
            })
        .hasMessageEndingWith("Connection refused (2 addresses tried)");
    assertThatThrownBy(() -> connector.connect("proxy ", "p", port))
        .isInstanceOfSatisfying(
            HttpFailure.class, e -> assertThat(e.mayHaveMoved()).as("a proxy").isFalse());
  }
}
